import type { Reader } from '@bazaar/postgres/tx';
import { percentileMs } from '@bazaar/runtime/latency-histogram';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { Partner } from '@bazaar/users/domain/partner';
import type { PartnerDocumentUsage } from '@bazaar/users/domain/partner-document';
import { firstDayOf } from '@bazaar/users/domain/usage-days';
import { publishDocuments } from '@bazaar/users/operations/publish-documents';
import { retireDocuments } from '@bazaar/users/operations/retire-documents';
import { listUsageOfDocuments } from '@bazaar/users/storage/document-usage';
import type { DocumentToPublish } from '@bazaar/users/storage/partner-documents';
import { checkOperations, type CostOf } from '../partners/check-operations.ts';
import { describeDenied, readDeniedFields, type FindDeniedFields } from '../partners/denied-fields.ts';
import { onUsers } from '../partners/on-users.ts';
import { CONTRACTS, readContract } from '../partners/read-contract.ts';
import { readAllPartners } from '../partners/read-all-partners.ts';
import { readDocumentPages, type DocumentWithText } from '../partners/read-document-pages.ts';
import { readManifest } from '../partners/read-manifest.ts';
import { readCostOf } from '../partners/reckon-cost.ts';
import { nobody, requirePartner } from '../partners/require-partner.ts';

/** What publishing goes by. */
export interface Publishing {
  /** Default: as the composed supergraph weighs. */
  readonly costOf?: CostOf;
  /** Default: by the rules of the composed supergraph. */
  readonly deniedFields?: FindDeniedFields;
  readonly contracts: URL;
}

/** Publishes a manifest for a partner, and tells what was new, and of what its keys will be denied. @throws OperatorError naming each operation that is refused; nothing is published then. */
export function publishManifest(
  file: string,
  options: { readonly partner: string; readonly json?: boolean },
  publishing: Publishing = { contracts: CONTRACTS },
): Promise<void> {
  return onUsers(async (context) => {
    const partner = await requirePartner(context.reader, options.partner);
    const operations = await readManifest(file);
    const schema = await readContract(partner.contract, publishing.contracts);
    const checked = checkOperations(operations, schema, publishing.costOf ?? (await readCostOf()));
    if (checked.kind === 'refused') {
      const lines = checked.refusals.map((refusal) => `  - ${refusal}`).join('\n');
      throw new OperatorError(
        `${file}: ${checked.refusals.length} of ${operations.length} operations are refused, and nothing is published:\n${lines}`,
      );
    }
    const outcome = await publishDocuments(context, partner, checked.documents);
    if (outcome.kind !== 'published') throw new OperatorError(`${partner.handle} was changed meanwhile. Try again.`);
    warnOfDenied(partner, checked.documents, publishing.deniedFields ?? (await readDeniedFields()));
    if (options.json)
      for (const { hash, operationName, cost } of checked.documents)
        print(JSON.stringify({ hash, operationName, cost }));
    else
      print(
        `${partner.handle}: ${outcome.added} published, ${outcome.restored} brought back, ${outcome.known} known before.`,
      );
  });
}

/** On stderr, as what scripts read is on stdout. */
function warnOfDenied(
  { handle, scopes }: Partner,
  documents: readonly DocumentToPublish[],
  deniedFields: FindDeniedFields,
): void {
  const lines = documents.flatMap(({ operationName, text }) =>
    deniedFields(text, scopes).map((denied) => `  - ${operationName}: ${describeDenied(denied)}\n`),
  );
  if (lines.length > 0)
    process.stderr.write(
      `Warning: what the scopes of ${handle} do not open is null in its answers, with an error:\n${lines.join('')}`,
    );
}

/** Prints the operations of partners with their use: a JSON array with their texts, or lines for people. @throws OperatorError when there is no such partner. */
export function listPublished(options: {
  readonly partner?: string;
  readonly retired?: boolean;
  readonly days: number;
  readonly json?: boolean;
}): Promise<void> {
  const { partner: handle, retired = false, days, json } = options;
  return onUsers(async ({ reader, now }) => {
    const partners = handle === undefined ? readAllPartners(reader) : [await requirePartner(reader, handle)];
    const firstDay = firstDayOf(days, now());
    let separator = '[';
    for await (const partner of partners)
      for await (const published of readAllDocuments(reader, partner, { retired, firstDay })) {
        if (!json) print(describe(partner, published, days));
        else {
          print(`${separator}${JSON.stringify(toShown(partner, published))}`);
          separator = ',';
        }
      }
    if (json) print(separator === '[' ? '[]' : ']');
  });
}

/** Retires operations of a partner. @throws OperatorError naming those that are none of the partner's; nothing is retired then. */
export function retirePublished(hashes: readonly string[], handle: string): Promise<void> {
  return onUsers(async (context) => {
    const outcome = await retireDocuments(context, handle, hashes);
    switch (outcome.kind) {
      case 'retired':
        return print(`${handle}: ${outcome.retired} retired.`);
      case 'notFound':
        throw nobody(handle);
      case 'documentsNotFound':
        throw new OperatorError(
          `${handle} has no such operation, and nothing is retired:\n${outcome.hashes.map((hash) => `  - ${hash}`).join('\n')}`,
        );
    }
  });
}

interface PublishedDocument extends DocumentWithText {
  readonly usage: PartnerDocumentUsage;
}

async function* readAllDocuments(
  reader: Reader,
  partner: Partner,
  { retired, firstDay }: { readonly retired: boolean; readonly firstDay: string },
): AsyncGenerator<PublishedDocument> {
  for await (const page of readDocumentPages(reader, partner, retired)) {
    const documents = page.map(({ document }) => document);
    const usages = await listUsageOfDocuments(reader, documents, firstDay);
    for (const [index, found] of page.entries()) {
      const usage = usages[index];
      if (usage) yield { ...found, usage };
    }
  }
}

function toShown({ handle, contract }: Partner, { document, text, usage }: PublishedDocument): object {
  const { hash, operationName, cost, publishedAt, retiredAt, lastUsedAt } = document;
  const { calls, errors, latencyHistogram } = usage;
  const [p50Ms, p95Ms] = [percentileMs(latencyHistogram, 0.5), percentileMs(latencyHistogram, 0.95)];
  return {
    partner: handle,
    contract,
    hash,
    operationName,
    text,
    cost,
    publishedAt,
    retiredAt,
    calls,
    errors,
    p50Ms,
    p95Ms,
    lastUsedAt,
  };
}

function describe({ handle }: Partner, { document, usage }: PublishedDocument, days: number): string {
  const { hash, operationName, cost, publishedAt, retiredAt, lastUsedAt } = document;
  const { calls, errors, latencyHistogram } = usage;
  const state = retiredAt ? `retired ${retiredAt.toISOString()}` : `published ${publishedAt.toISOString()}`;
  const p95Ms = Math.ceil(percentileMs(latencyHistogram, 0.95) ?? 0);
  const counted = calls > 0 ? `${calls} calls, ${errors} errors, 95 % within ${p95Ms} ms` : `not used in ${days} days`;
  const used = lastUsedAt ? `${counted}, last used ${lastUsedAt.toISOString()}` : 'never used';
  return `${hash}  ${handle}  ${operationName}  cost ${cost}, ${state}, ${used}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

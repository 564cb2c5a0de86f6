import type { Reader } from '@bazaar/postgres/tx';
import type { Scope } from '@bazaar/identity/scopes';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { Partner } from '@bazaar/users/domain/partner';
import { isContractName } from '@bazaar/users/domain/partner-rules';
import { changePartnerTerms } from '@bazaar/users/operations/change-partner-terms';
import { readDeniedFields, type FindDeniedFields } from '../partners/denied-fields.ts';
import { describePartner, describeProblems } from '../partners/describe-partner.ts';
import { listInvalid, listNewlyDenied } from '../partners/judge-documents.ts';
import { onUsers } from '../partners/on-users.ts';
import { CONTRACTS, readContract } from '../partners/read-contract.ts';
import { readDocumentPages, type DocumentWithText } from '../partners/read-document-pages.ts';
import { nobody, requirePartner } from '../partners/require-partner.ts';

/** What stays as it is when left out. */
export interface PartnerUpdate {
  readonly scope?: readonly Scope[];
  readonly quota?: number;
  readonly contract?: string;
  /** Also when documents are not valid in the contract. */
  readonly force?: boolean;
}

/** What updating goes by. */
export interface Updating {
  /** Default: by the rules of the composed supergraph. */
  readonly deniedFields?: FindDeniedFields;
  readonly contracts: URL;
}

/**
 * Gives a partner other terms, and tells which of its documents suffer from it.
 * @throws OperatorError when there is no such partner or contract, or documents are not valid in that, without `force`; nothing is changed then.
 */
export function updatePartner(
  handle: string,
  { scope: scopes, quota: requestsPerMinute, contract, force = false }: PartnerUpdate,
  { deniedFields, contracts }: Updating = { contracts: CONTRACTS },
): Promise<void> {
  return onUsers(async (context) => {
    const partner = await requirePartner(context.reader, handle);
    const documents = await readDocumentsToRun(context.reader, partner);

    // What is no name is told of with everything else.
    const isOther = contract !== undefined && contract !== partner.contract && isContractName(contract);
    const schema = isOther ? await readContract(contract, contracts) : null;
    const invalid = schema ? listInvalid(documents, schema) : [];
    if (invalid.length > 0 && !force)
      throw new OperatorError(
        `${invalid.length} of ${documents.length} operations of ${handle} are not valid in the contract ${contract}, and nothing is changed without --force:\n${listed(invalid)}`,
      );
    const change = { from: partner.scopes, to: scopes ?? partner.scopes };
    const denied = scopes ? listNewlyDenied(documents, change, deniedFields ?? (await readDeniedFields())) : [];

    const lookedAt = { partner, hashes: new Set(documents.map(({ document }) => document.hash)) };
    const outcome = await changePartnerTerms(context, lookedAt, {
      ...(contract !== undefined && { contract }),
      ...(scopes && { scopes }),
      ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    });
    switch (outcome.kind) {
      case 'changed':
        process.stdout.write(`${describePartner(outcome.partner)}\n`);
        warn(`operations of ${handle} are not valid in the contract ${contract}, and are refused`, invalid);
        warn(`what the scopes of ${handle} do not open any more is null in its answers, with an error`, denied);
        return;
      case 'unchanged':
        process.stdout.write(`Nothing to change: ${describePartner(partner)}\n`);
        return;
      case 'refused':
        throw new OperatorError(describeProblems(outcome.problems));
      case 'notFound':
        throw nobody(handle);
      case 'changedMeanwhile':
        throw new OperatorError(`${handle} was changed meanwhile. Try again.`);
    }
  });
}

async function readDocumentsToRun(reader: Reader, partner: Partner): Promise<DocumentWithText[]> {
  const documents: DocumentWithText[] = [];
  for await (const page of readDocumentPages(reader, partner, false)) documents.push(...page);
  return documents;
}

function warn(what: string, lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`Warning: ${what}:\n${listed(lines)}\n`);
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join('\n');
}

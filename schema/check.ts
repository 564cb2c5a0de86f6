import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareSchemas, type ComparedSchema, type SchemaVersions } from './compare-schemas.ts';
import { readAt } from './read-revision.ts';
import { contractNames } from './read-subgraphs.ts';
import { readDocuments, type RegisteredDocument } from './registered-documents.ts';
import type { ChangeRisk } from './schema-changes.ts';

const USAGE = `Names what changed since a git revision in the schemas that clients see, and whom it breaks.

  npm run schema:check -- --against v1.4.0
  bazaar documents list --json | npm run schema:check -- --against v1.4.0 --documents -

  --against <rev>      the revision to compare with: a tag, branch or commit
  --documents <path>   documents that clients send: an Apollo manifest, the client preset's persisted-documents.json, what
                       "bazaar documents list --json" writes, a directory of such files, or - for standard input; may be repeated.
                       Partners' documents are held against their partner's contract, others against api.graphql.
  --config <file>      which supergraph.yaml (schema/supergraph.yaml): beside it stand api.graphql, a file for each of its contracts, and
                       supergraph.graphql, which says who may see what and what it costs
  --file <file>        only this schema, with all documents, and nothing of who may see it
  --strict             what breaks fails even when no document uses it
  --json               the findings as JSON
  --help               this text

Exit codes: 0 nothing breaks, or nothing that the documents use; 1 something breaks that a document uses, or that no documents were given for;
2 wrong use, an unknown revision or an unreadable file.`;

const TITLES: readonly (readonly [ChangeRisk, string])[] = [
  ['breaking', 'Breaking: a request that worked before may fail'],
  ['dangerous', 'Dangerous: requests keep working, but a client may act differently'],
  ['safe', 'Safe'],
];

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      against: { type: 'string' },
      documents: { type: 'string', multiple: true },
      config: { type: 'string' },
      file: { type: 'string' },
      strict: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const { against } = values;
  if (!against) throw new Error(`--against <rev> is missing.\n\n${USAGE}`);
  const documents = await readDocuments(values.documents ?? []);
  const compared = await Promise.all(
    values.file === undefined
      ? await compareAll(
          against,
          resolve(values.config ?? fileURLToPath(new URL('supergraph.yaml', import.meta.url))),
          documents,
        )
      : [compareSchemas(await readVersions(against, resolve(values.file), true), documents)],
  );
  const fails = compared.some(
    ({ verdict }) => verdict === 'used' || verdict === 'unknown' || (values.strict && verdict === 'unused'),
  );
  if (values.json) console.log(JSON.stringify({ against, fails, schemas: compared }, null, 2));
  else for (const schema of compared) print(schema, against, values.strict ?? false);
  return fails ? 1 : 0;
}

/** The API with the documents of nobody in particular, each contract with those of the partners that have it, and of those of whom that is not known. */
async function compareAll(
  against: string,
  config: string,
  documents: readonly RegisteredDocument[],
): Promise<Promise<ComparedSchema>[]> {
  const texts = [await readAt(against, config), await readFile(config, 'utf8')];
  const contracts = new Set(texts.flatMap((text) => (text === null ? [] : contractNames(text))));
  const supergraph = await readVersions(against, join(dirname(config), 'supergraph.graphql'), false);
  const { former, current } = supergraph;
  const terms = former !== null && current !== null ? { former, current } : undefined;
  const versionsOf = (name: string, mustExist: boolean) =>
    readVersions(against, join(dirname(config), `${name}.graphql`), mustExist);
  const api = compareSchemas(
    await versionsOf('api', true),
    documents.filter(({ partner }) => partner === null),
    terms,
  );
  const partners = documents.filter(({ partner }) => partner !== null);
  const compareContract = async (name: string): Promise<ComparedSchema> =>
    compareSchemas(
      await versionsOf(name, false),
      partners.filter(({ contract }) => contract === null || contract === name),
      terms,
    );
  return [api, ...[...contracts].map(compareContract)];
}

async function readVersions(against: string, file: string, mustExist: boolean): Promise<SchemaVersions> {
  const name = relative(process.cwd(), file);
  const current = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (!mustExist) return null;
    throw new Error(`Cannot read ${name}. Is it composed? (npm run compose)`, { cause });
  });
  return { name, former: await readAt(against, file), current };
}

function print({ name, kind, changes, documents, verdict }: ComparedSchema, against: string, isStrict: boolean): void {
  if (kind === 'new') console.log(`${name} does not exist at ${against}: all of it is new.`);
  else if (kind === 'same') console.log(`${name} is the same as at ${against}.`);
  else if (kind === 'gone') console.log(`${name} exists at ${against} and is gone.\n`);
  else console.log(`${name} since ${against}\n`);
  for (const [risk, title] of TITLES) {
    const found = changes.filter((change) => change.risk === risk);
    if (found.length === 0) continue;
    console.log(`${title} (${found.length})`);
    for (const { message, reason } of found) console.log(`  ${message}${reason ? `\n    ${reason}` : ''}`);
    console.log();
  }
  if (documents.broken.length > 0) {
    console.log(`Documents that break (${documents.broken.length} of ${documents.checked})`);
    for (const { document, reasons } of documents.broken) {
      console.log(`  ${describe(document)}`);
      for (const reason of reasons) console.log(`    ${reason}`);
    }
    console.log();
  }
  if (documents.invalidBefore > 0)
    console.log(`${documents.invalidBefore} of the documents were not valid at ${against} either.\n`);
  if (verdict === 'unused') {
    console.log(
      `None of the ${documents.checked} documents uses what breaks${isStrict ? ', but --strict fails nevertheless' : ''}.\n`,
    );
  }
}

function describe({ partner, operationName, hash, lastUsedAt, source }: RegisteredDocument): string {
  const owner = partner === null ? source : `partner ${partner}`;
  const used = lastUsedAt === null ? '' : `, last used ${lastUsedAt}`;
  return `${operationName ?? 'a document without a name'} (${hash.slice(0, 15)}…) of ${owner}${used}`;
}

import { Command, InvalidArgumentError } from 'commander';

const HELP = `
A manifest is what tools write of a program's operations:
  - Apollo's persisted-query manifest, by generate-persisted-query-manifest
  - persisted-documents.json of GraphQL Code Generator's client preset, with
      persistedDocuments: { hashAlgorithm: 'sha256' }

Every operation must have a name, be valid against the partner's contract (schema/<contract>.graphql) and come under the SHA-256 of its text. When one
does not, nothing is published, and each that is refused is named. Publishing the same manifest again changes nothing; what older versions of the
partner's program run stays until it is retired.

What the partner's scopes do not open can be published all the same: it is null in the answers, with an error. Each such field is named on stderr, with
the scope that it needs.`;

/** `bazaar documents`: what partners' programs may run. */
export const documentsCommand = new Command('documents')
  .description('Look after the operations that partners may run, in the database of DATABASE_URL or DATA_DIR.')
  .addCommand(
    new Command('publish')
      .description('Publish the operations of a manifest for a partner: all or none.')
      .argument('<manifest>', 'a JSON file')
      .requiredOption('--partner <handle>', 'the partner')
      .option('--json', 'print JSON, one operation a line')
      .addHelpText('after', HELP)
      .action(async (file: string, options: { partner: string; json?: boolean }) => {
        const { publishManifest } = await import('../actions/documents.ts');
        await publishManifest(file, options);
      }),
  )
  .addCommand(
    new Command('list')
      .description('List partners’ operations with their use, by partner, the latest published first.')
      .option('--partner <handle>', 'of this partner alone')
      .option('--retired', 'those that are retired, in place of those that can be run')
      .option('--days <n>', 'over how many days to tell the use', toDays, 30)
      .option('--json', 'print a JSON array with their texts, as `npm run schema:check -- --documents` reads it')
      .action(async (options: { partner?: string; retired?: boolean; days: number; json?: boolean }) => {
        const { listPublished } = await import('../actions/documents.ts');
        await listPublished(options);
      }),
  )
  .addCommand(
    new Command('retire')
      .description(
        'Refuse operations of a partner from now on: all or none. Gateways that know one run it for half a minute more.',
      )
      .argument('<hashes...>', 'as `bazaar documents list` prints them', toHashes, [])
      .requiredOption('--partner <handle>', 'the partner')
      .action(async (hashes: string[], { partner }: { partner: string }) => {
        const { retirePublished } = await import('../actions/documents.ts');
        await retirePublished(hashes, partner);
      }),
  );

function toDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new InvalidArgumentError('Give a whole number from 1 to 366.');
  return days;
}

function toHashes(text: string, earlier: readonly string[]): string[] {
  const hash = text.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new InvalidArgumentError('An operation is named by the 64 digits of its hash.');
  return [...earlier, hash];
}

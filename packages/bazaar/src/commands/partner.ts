import { SCOPES, type Scope } from '@bazaar/identity/scopes';
import { parseId } from '@bazaar/ids/id';
import type { PartnerKeyId } from '@bazaar/ids/kinds';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { PartnerUpdate } from '../actions/update-partner.ts';

const HELP = `
A partner's programs send its key as "Authorization: Bearer bzp_…" or "x-api-key: bzp_…", and run the documents that were published for it, nothing
else: see "bazaar documents". A key is shown once, when it is made; what is stored cannot be turned back into it.

Gateways go by what they know of a key for half a minute: that long a revoked or suspended one may still open.`;

const UPDATE_HELP = `
What is left out stays. Gateways follow within half a minute, and within a minute they end the sockets and streams that were opened before: programs
connect again with the same key.

Operations that are not valid in another contract keep it from being taken: each is named, and nothing is changed, unless --force is given. Scopes are
taken away at once: each field of an operation that they do not open any more is named on stderr, and is null in its answers, with an error.`;

/** `bazaar partner`: whose programs may use the API, by keys of their own. */
export const partnerCommand = new Command('partner')
  .description('Look after partners and their keys, in the database of DATABASE_URL or DATA_DIR.')
  .addHelpText('after', HELP)
  .addCommand(
    new Command('create')
      .description('Add a partner, and print its first key.')
      .requiredOption('--handle <handle>', 'a short name: lower-case letters, digits and dashes')
      .requiredOption('--name <name>', 'the name for people')
      .addOption(
        new Option('--scope <scopes...>', 'what its keys may be used for').choices(SCOPES).default(['catalog:read']),
      )
      .option('--quota <n>', 'requests a minute, of all its keys together', toCount, 600)
      .option('--contract <name>', 'the part of the API that it may use', 'partner')
      .option('--expires-in <time>', 'when the key ends by itself, such as 90d or 12h; never when left out', toMs)
      .option('--json', 'print JSON')
      .action(async (options: CreateOptions) => {
        const { addPartner } = await import('../actions/partner.ts');
        await addPartner(options);
      }),
  )
  .addCommand(
    new Command('update')
      .description('Give a partner other scopes, another quota or another contract. Its keys stay as they are.')
      .argument('<handle>', 'the partner')
      .addOption(
        new Option('--scope <scopes...>', 'what its keys may be used for, in place of what they were').choices(SCOPES),
      )
      .option('--quota <n>', 'requests a minute, of all its keys together', toCount)
      .option('--contract <name>', 'the part of the API that it may use')
      .option(
        '--force',
        'take a contract in which operations of the partner are not valid: they are refused from then on',
      )
      .addHelpText('after', UPDATE_HELP)
      .action(async (handle: string, options: PartnerUpdate, command: Command) => {
        const { scope, quota, contract } = options;
        if (scope === undefined && quota === undefined && contract === undefined)
          command.error('Nothing to change: name --scope, --quota or --contract.');
        const { updatePartner } = await import('../actions/update-partner.ts');
        await updatePartner(handle, options);
      }),
  )
  .addCommand(
    new Command('rotate')
      .description('Make a new key for a partner and print it. Older ones end after the grace.')
      .argument('<handle>', 'the partner')
      .addOption(
        new Option('--grace <time>', 'how long older keys stay good, such as 7d, 24h or 0s')
          .argParser(toMs)
          .default(24 * 3_600_000, '24h'),
      )
      .option('--expires-in <time>', 'when the new key ends by itself, such as 90d or 12h; never when left out', toMs)
      .option('--json', 'print JSON')
      .action(async (handle: string, options: RotateOptions) => {
        const { rotateKey } = await import('../actions/partner.ts');
        await rotateKey(handle, options);
      }),
  )
  .addCommand(
    new Command('revoke')
      .description('End a key of a partner, or all of them, for good.')
      .argument('<handle>', 'the partner')
      .option('--key <id>', 'pky_…, as `bazaar partner list` prints it', toKeyId)
      .option('--all', 'all of its keys')
      .action(async (handle: string, { key, all }: { key?: PartnerKeyId; all?: boolean }, command: Command) => {
        const which = all ? 'all' : key;
        if (which === undefined || (all && key)) command.error('Name one --key, or say --all.');
        const { revokeKeys } = await import('../actions/partner.ts');
        await revokeKeys(handle, which);
      }),
  )
  .addCommand(
    new Command('suspend')
      .description('Stop a partner with all its keys, until it is reinstated.')
      .argument('<handle>', 'the partner')
      .action(async (handle: string) => {
        const { suspend } = await import('../actions/partner.ts');
        await suspend(handle, true);
      }),
  )
  .addCommand(
    new Command('reinstate')
      .description('Let a suspended partner in again.')
      .argument('<handle>', 'the partner')
      .action(async (handle: string) => {
        const { suspend } = await import('../actions/partner.ts');
        await suspend(handle, false);
      }),
  )
  .addCommand(
    new Command('list')
      .description('List partners with their latest keys, the oldest partner first.')
      .option('--json', 'print JSON, one partner a line')
      .action(async (options: { json?: boolean }) => {
        const { listAll } = await import('../actions/partner.ts');
        await listAll(options);
      }),
  );

interface CreateOptions {
  readonly handle: string;
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly quota: number;
  readonly contract: string;
  /** Milliseconds. */
  readonly expiresIn?: number;
  readonly json?: boolean;
}

interface RotateOptions {
  /** Milliseconds. */
  readonly grace: number;
  /** Milliseconds. */
  readonly expiresIn?: number;
  readonly json?: boolean;
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };

function toMs(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (!number) throw new InvalidArgumentError('Give a time such as 30m, 12h or 90d.');
  // The expression lets no other unit through.
  return Number(number) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1,000,000.');
  return count;
}

function toKeyId(text: string): PartnerKeyId {
  const id = parseId('pky', text);
  if (!id) throw new InvalidArgumentError('A key is named pky_….');
  return id;
}

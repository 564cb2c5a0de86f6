import { findRebuild, requestRebuild, type VendorRebuild } from '@bazaar/catalog/storage/vendor-rebuilds';
import type { Database } from '@bazaar/postgres/open-database';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { Command, InvalidArgumentError } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabases } from '../with-databases.ts';

const POLL_MS = 200;

const HELP = `
The running catalog asks vendors for all vendors, page by page, and makes its copies what vendors says they are. Events go on meanwhile: the newer
version of a vendor wins. It may be said at any time and any number of times; a rebuild that is under way is followed. It goes on when this command
is stopped.

When to say it: after catalog's or vendors' database came back from a backup, after an event was skipped, or when a vendor's name or status in the
shop is not what it should be.`;

/** `bazaar copies`: what a subgraph keeps of another one's data, fed by events. */
export const copiesCommand = new Command('copies')
  .description('Look after what subgraphs keep of each other’s data, in the database of DATABASE_URL or DATA_DIR.')
  .addCommand(
    new Command('rebuild')
      .description('Make catalog’s copies of vendors (name, handle, status) anew from vendors itself.')
      .option('--patience <s>', 'how many seconds to wait for a running catalog that works on it', toSeconds, 60)
      .option('--json', 'print JSON, one line per step')
      .addHelpText('after', HELP)
      .action((options: { patience: number; json?: boolean }) =>
        withDatabases(async (databases) => {
          const catalog = databases.get('catalog');
          if (!catalog) throw new OperatorError('There is no catalog.');
          await followRebuild(catalog, options);
        }),
      ),
  );

async function followRebuild(
  { reader }: Pick<Database, 'reader'>,
  { patience, json }: { readonly patience: number; readonly json?: boolean },
): Promise<void> {
  const { id } = await requestRebuild(reader);
  let shown = '';
  let touchedAt = 0;
  let waitingSince = Date.now();
  for (;;) {
    const rebuild = await findRebuild(reader, id);
    if (!rebuild) throw new OperatorError('The rebuild was taken away.');
    const line = json ? toJson(rebuild) : describe(rebuild);
    if (line !== shown) process.stdout.write(`${line}\n`);
    shown = line;
    if (rebuild.finishedAt) return;
    if (rebuild.touchedAt.getTime() !== touchedAt) {
      touchedAt = rebuild.touchedAt.getTime();
      waitingSince = Date.now();
    }
    if (Date.now() - waitingSince > patience * 1_000)
      throw new OperatorError('No catalog works on it: is the marketplace running? It goes on as soon as it does.');
    await sleep(POLL_MS);
  }
}

function describe({ read, changed, removed, problem, finishedAt }: VendorRebuild): string {
  const counts = `${read} vendors read, ${changed} copies made or put right, ${removed} removed`;
  if (finishedAt) return `Done: ${counts}.`;
  return problem ? `${counts}; vendors cannot be asked right now (${problem}), trying again …` : `${counts} …`;
}

function toJson({ read, changed, removed, problem, finishedAt }: VendorRebuild): string {
  return JSON.stringify({ read, changed, removed, problem, finishedAt });
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError('Give a number of seconds.');
  return seconds;
}

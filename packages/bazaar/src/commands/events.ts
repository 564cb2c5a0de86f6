import {
  listDeadLetters,
  parseDeadLetterId,
  replayDeadLetters,
  skipDeadLetter,
  type DeadLetterId,
} from '@bazaar/events/dead-letters';
import type { Database } from '@bazaar/postgres/open-database';
import { Command, InvalidArgumentError } from 'commander';
import { withDatabases } from '../with-databases.ts';

/** `bazaar events`: facts that a listener refused too often. They block later facts of the same thing until they are replayed or skipped. */
export const eventsCommand = new Command('events')
  .description('Look after facts that could not be delivered, in the database of DATABASE_URL or DATA_DIR.')
  .addCommand(
    new Command('dead')
      .description('List dead letters, the longest dead first.')
      .option('--limit <n>', 'how many per subgraph', toLimit, 100)
      .option('--json', 'print JSON')
      .action((options: { limit: number; json?: boolean }) => onEachDatabase((database) => list(database, options))),
  )
  .addCommand(
    new Command('replay')
      .description('Deliver dead letters again, with all their attempts.')
      .argument('[ids...]', 'evt_…:<listener>, as `bazaar events dead` prints them', toDeadLetterIds, [])
      .option('--all', 'all of them')
      .action((ids: DeadLetterId[], { all }: { all?: boolean }, command: Command) => {
        if (ids.length === 0 && !all) command.error('Name dead letters, or say --all.');
        return onEachDatabase(async (database) => {
          const replayed = await replayDeadLetters(database, all ? { all } : { ids });
          if (replayed > 0) print(`${database.schema}: ${replayed} will be delivered again.`);
        });
      }),
  )
  .addCommand(
    new Command('skip')
      .description('Give a dead letter up for good, so that what waits behind it is delivered.')
      .argument('<id>', 'evt_…:<listener>', (text: string) => toDeadLetterIds(text, [])[0])
      .requiredOption('--note <text>', 'why, for those who ask later')
      .requiredOption('--by <name>', 'who decides it')
      .action(async (id: DeadLetterId, how: { note: string; by: string }, command: Command) => {
        let skipped = false;
        await onEachDatabase(async (database) => {
          skipped ||= await skipDeadLetter(database, id, how);
        });
        if (!skipped) command.error(`${id} is no dead letter.`);
        print(`${id} is skipped.`);
      }),
  );

async function list(database: Database, { limit, json }: { limit: number; json?: boolean }): Promise<void> {
  for (const letter of await listDeadLetters(database, { limit })) {
    if (json) print(JSON.stringify({ subgraph: database.schema, ...letter }));
    else
      print(
        `${letter.id}  ${letter.type}  ${letter.aggregateId}  ${letter.attempts} attempts, dead since ${letter.diedAt.toISOString()}, ` +
          `${letter.blocked} behind it\n    ${letter.lastError.split('\n', 1)[0]}`,
      );
  }
}

function onEachDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  return withDatabases(async (databases) => {
    for (const database of databases.values()) await work(database);
  });
}

function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return limit;
}

function toDeadLetterIds(text: string, earlier: readonly DeadLetterId[]): DeadLetterId[] {
  const id = parseDeadLetterId(text);
  if (!id) throw new InvalidArgumentError('A dead letter is named evt_…:<listener>.');
  return [...earlier, id];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

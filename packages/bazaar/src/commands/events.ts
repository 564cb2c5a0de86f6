import { parseDeadLetterId, type DeadLetterId } from '@bazaar/events/dead-letters';
import { Command, InvalidArgumentError } from 'commander';

/** `bazaar events`: facts that a listener refused too often. They block later facts of the same thing until they are replayed or skipped. */
export const eventsCommand = new Command('events')
  .description('Look after facts that could not be delivered, in the database of DATABASE_URL or DATA_DIR.')
  .addCommand(
    new Command('dead')
      .description('List dead letters, the longest dead first.')
      .option('--limit <n>', 'how many per subgraph', toLimit, 100)
      .option('--json', 'print JSON')
      .action(async (options: { limit: number; json?: boolean }) => {
        const { listDead } = await import('../actions/events.ts');
        await listDead(options);
      }),
  )
  .addCommand(
    new Command('replay')
      .description('Deliver dead letters again, with all their attempts.')
      .argument('[ids...]', 'evt_…:<listener>, as `bazaar events dead` prints them', toDeadLetterIds, [])
      .option('--all', 'all of them')
      .action(async (ids: DeadLetterId[], { all }: { all?: boolean }, command: Command) => {
        if (ids.length === 0 && !all) command.error('Name dead letters, or say --all.');
        const { replayDead } = await import('../actions/events.ts');
        await replayDead(all ? { all } : { ids });
      }),
  )
  .addCommand(
    new Command('skip')
      .description('Give a dead letter up for good, so that what waits behind it is delivered.')
      .argument('<id>', 'evt_…:<listener>', (text: string) => toDeadLetterIds(text, [])[0])
      .requiredOption('--note <text>', 'why, for those who ask later')
      .requiredOption('--by <name>', 'who decides it')
      .action(async (id: DeadLetterId, how: { note: string; by: string }) => {
        const { skipDead } = await import('../actions/events.ts');
        await skipDead(id, how);
      }),
  );

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

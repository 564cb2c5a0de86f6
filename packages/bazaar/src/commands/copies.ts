import { Command, InvalidArgumentError } from 'commander';

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
      .action(async (options: { patience: number; json?: boolean }) => {
        const { rebuildCopies } = await import('../actions/copies.ts');
        await rebuildCopies(options);
      }),
  );

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError('Give a number of seconds.');
  return seconds;
}

import { isIdOf } from '@bazaar/ids/id';
import type { RefundId } from '@bazaar/ids/kinds';
import { Command, InvalidArgumentError } from 'commander';

const HELP = `
The provider refuses a refund, or the buyer's bank sends it back, weeks later perhaps: the card is lost, the account is closed. The money is then the
marketplace's again and still owed to the buyer. A new try goes to the same card; where that cannot work, pay the buyer another way and agree on it
with them. What is listed here stays until a try succeeds.`;

/** `bazaar refunds`: money that buyers are owed and did not get. */
export const refundsCommand = new Command('refunds')
  .description('Look after refunds that failed, in the database of DATABASE_URL or DATA_DIR.')
  .addHelpText('after', HELP)
  .addCommand(
    new Command('failed')
      .description('List failed refunds whose money is still owed, the longest ago first.')
      .option('--limit <n>', 'how many', toLimit, 100)
      .option('--json', 'print JSON')
      .action(async (options: { limit: number; json?: boolean }) => {
        const { listFailed } = await import('../actions/refunds.ts');
        await listFailed(options);
      }),
  )
  .addCommand(
    new Command('retry')
      .description('Ask the provider for failed refunds once more.')
      .argument('<ids...>', 'rfd_…, as `bazaar refunds failed` prints them', toRefundIds, [])
      .action(async (ids: RefundId[]) => {
        const { retryFailed } = await import('../actions/refunds.ts');
        await retryFailed(ids);
      }),
  );

function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return limit;
}

function toRefundIds(text: string, earlier: readonly RefundId[]): RefundId[] {
  if (!isIdOf('rfd', text)) throw new InvalidArgumentError('A refund is named rfd_….');
  return [...earlier, text];
}

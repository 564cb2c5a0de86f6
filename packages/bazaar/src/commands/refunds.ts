import { isIdOf } from '@bazaar/ids/id';
import type { RefundId } from '@bazaar/ids/kinds';
import { formatMoney } from '@bazaar/money/format';
import { money } from '@bazaar/money/money';
import { retryRefund } from '@bazaar/orders/operations/retry-refund';
import { listFailedRefunds } from '@bazaar/orders/storage/failed-refunds';
import type { Database } from '@bazaar/postgres/open-database';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { Command, InvalidArgumentError } from 'commander';
import { withDatabases } from '../with-databases.ts';

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
      .action((options: { limit: number; json?: boolean }) => onOrders((orders) => list(orders, options))),
  )
  .addCommand(
    new Command('retry')
      .description('Ask the provider for failed refunds once more.')
      .argument('<ids...>', 'rfd_…, as `bazaar refunds failed` prints them', toRefundIds, [])
      .action((ids: RefundId[]) =>
        onOrders(async ({ inTransaction }) => {
          const refused: RefundId[] = [];
          for (const id of ids) {
            const again = await retryRefund({ inTransaction, now: () => new Date() }, id);
            if (again) print(`${id}: asked for again as ${again.id}.`);
            else refused.push(id);
          }
          if (refused.length > 0) throw new OperatorError(`No failed refund to ask for again: ${refused.join(', ')}.`);
        }),
      ),
  );

async function list(
  { reader }: Pick<Database, 'reader'>,
  { limit, json }: { readonly limit: number; readonly json?: boolean },
): Promise<void> {
  for (const refund of await listFailedRefunds(reader, limit)) {
    const { id, orderId, vendorOrderId, currency, totalAmount, failedAt, errorMessage, providerRefundId } = refund;
    if (json)
      print(
        JSON.stringify({ id, orderId, vendorOrderId, currency, totalAmount, failedAt, errorMessage, providerRefundId }),
      );
    else
      print(
        `${id}  ${formatMoney(money(totalAmount, currency), 'en')}  ${orderId}  ${errorMessage ?? 'no reason given'}` +
          `${failedAt ? `, failed ${failedAt.toISOString()}` : ''}  ${providerRefundId ?? ''}`.trimEnd(),
      );
  }
}

function onOrders(work: (orders: Database) => Promise<void>): Promise<void> {
  return withDatabases(async (databases) => {
    const orders = databases.get('orders');
    if (orders) await work(orders);
  });
}

function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return limit;
}

function toRefundIds(text: string, earlier: readonly RefundId[]): RefundId[] {
  if (!isIdOf('rfd', text)) throw new InvalidArgumentError('A refund is named rfd_….');
  return [...earlier, text];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

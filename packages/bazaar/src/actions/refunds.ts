import type { RefundId } from '@bazaar/ids/kinds';
import { formatMoney } from '@bazaar/money/format';
import { money } from '@bazaar/money/money';
import { retryRefund } from '@bazaar/orders/operations/retry-refund';
import { listFailedRefunds } from '@bazaar/orders/storage/failed-refunds';
import { orders } from '@bazaar/orders/subgraph';
import type { Database } from '@bazaar/postgres/open-database';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { withDatabases } from '../with-databases.ts';

/** Prints refunds whose money is still owed: JSON, one a line, or for people. */
export function listFailed(options: { readonly limit: number; readonly json?: boolean }): Promise<void> {
  return onOrders((database) => list(database, options));
}

/** Asks the provider for failed refunds once more. @throws OperatorError naming those that are none. */
export function retryFailed(ids: readonly RefundId[]): Promise<void> {
  return onOrders(async ({ inTransaction }) => {
    const refused: RefundId[] = [];
    for (const id of ids) {
      const again = await retryRefund({ inTransaction, now: () => new Date() }, id);
      if (again) print(`${id}: asked for again as ${again.id}.`);
      else refused.push(id);
    }
    if (refused.length > 0) throw new OperatorError(`No failed refund to ask for again: ${refused.join(', ')}.`);
  });
}

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

function onOrders(work: (database: Database) => Promise<void>): Promise<void> {
  return withDatabases([orders], (databaseOf) => work(databaseOf('orders')));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

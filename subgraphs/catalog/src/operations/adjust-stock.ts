import type { OfferId, UserId, WarehouseId } from '@bazaar/ids/kinds';
import { onceByKey } from '@bazaar/subgraph/idempotency';
import type { CatalogContext } from '../context.ts';
import type { Offer } from '../domain/offer.ts';
import { refused, type Outcome, type Problem } from '../domain/problem.ts';
import { lockLevel, lockOffer } from '../storage/offer-writes.ts';
import { adjustLevel } from '../storage/stock-changes.ts';
import { reachOf } from '../storage/visibility.ts';
import { offerDone } from './read-back.ts';

export interface StockAdjustment {
  readonly idempotencyKey: string;
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  /** Units to add to those on hand; negative takes away. */
  readonly change: number;
  readonly reason: string;
}

const MAX_CHANGE = 100_000_000;
/** Units of an offer in all its warehouses together: what the API's `Int`, in which their sum is shown, and the database can count. */
const MAX_ON_HAND = 2_147_483_647;

/**
 * Corrects the units on hand of an offer within the viewer's reach, once per idempotency key, and writes it into the ledger. Units that
 * are reserved or sold are never taken away, and none are added beyond what can be counted. A level that was not there begins empty.
 */
export async function adjustStock(
  { inTransaction, viewer }: Pick<CatalogContext, 'inTransaction' | 'viewer'>,
  actorId: UserId,
  adjustment: StockAdjustment,
): Promise<Outcome<Offer>> {
  const { idempotencyKey, offerId, warehouseId, change, reason } = adjustment;
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255 || idempotencyKey.includes('\0'))
    return refused('IDEMPOTENCY_KEY_INVALID', 'idempotencyKey');
  if (change === 0 || Math.abs(change) > MAX_CHANGE) return refused('QUANTITY_INVALID', 'change');
  return inTransaction(async (tx) => {
    const offer = await lockOffer(tx, reachOf(viewer, 'catalog.stock.write'), offerId);
    if (!offer || offer.status === 'ARCHIVED') return refused('OFFER_NOT_FOUND', 'offerId');
    const scope = { caller: actorId, operation: 'stockAdjust', key: idempotencyKey, input: adjustment };
    const outcome = await onceByKey(tx, scope, async (): Promise<AdjustOutcome> => {
      if (!offer.tracksStock) return refuse('STOCK_NOT_TRACKED', 'offerId');
      const level = await lockLevel(tx, offer, warehouseId);
      if (level === null) return refuse('WAREHOUSE_NOT_FOUND', 'warehouseId');
      if (level.available + change < 0) return refuse('STOCK_INSUFFICIENT', 'change');
      if (change > 0 && level.offerOnHand + change > MAX_ON_HAND) return refuse('QUANTITY_INVALID', 'change');
      await adjustLevel(tx, { offerId, warehouseId, change, reason, actorId });
      return { kind: 'adjusted' };
    });
    switch (outcome.kind) {
      case 'adjusted':
        return offerDone(tx, offerId);
      case 'refused':
        return outcome;
      case 'idempotencyKeyReused':
        return refused('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey');
    }
  });
}

type AdjustOutcome =
  { readonly kind: 'adjusted' } | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

function refuse(code: Problem['code'], field: string): AdjustOutcome {
  return { kind: 'refused', problems: [{ code, field: [field] }] };
}

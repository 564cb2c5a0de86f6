import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CatalogContext } from '../context.ts';
import * as operations from '../operations/reserve-stock.ts';
import { requireReservationId } from './reservation-id.ts';

/** Answers `catalog.reserveStock`. A text that is no offer's id is an offer that nobody has in stock. */
export const reserveStock: CommandHandler<CatalogContext, 'catalog.reserveStock'> = async (context, input) => {
  const id = requireReservationId(input.reservationId);
  const lines = input.lines.flatMap(({ offerId, quantity }) => {
    const parsed = parseId('off', offerId);
    return parsed ? [{ offerId: parsed, quantity }] : [];
  });
  const unknown = input.lines.filter(({ offerId }) => parseId('off', offerId) === null);
  if (unknown.length > 0)
    return { kind: 'outOfStock', shortages: unknown.map(({ offerId }) => ({ offerId, available: 0 })) };
  const outcome = await operations.reserveStock(context, { id, ttlSeconds: input.ttlSeconds, lines });
  return outcome.kind === 'outOfStock' ? { ...outcome, shortages: [...outcome.shortages] } : outcome;
};

import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CatalogContext } from '../context.ts';
import * as operations from '../operations/allocate-stock.ts';
import { requireReservationId } from './reservation-id.ts';

/** Answers `catalog.allocateStock`. */
export const allocateStock: CommandHandler<CatalogContext, 'catalog.allocateStock'> = async (context, input) => {
  const outcome = await operations.allocateStock(context, requireReservationId(input.reservationId));
  return outcome.kind === 'outOfStock' ? { ...outcome, shortages: [...outcome.shortages] } : outcome;
};

import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CatalogContext } from '../context.ts';
import * as operations from '../operations/release-stock.ts';
import { requireReservationId } from './reservation-id.ts';

/** Answers `catalog.releaseStock`. */
export const releaseStock: CommandHandler<CatalogContext, 'catalog.releaseStock'> = (context, input) =>
  operations.releaseStock(context, requireReservationId(input.reservationId));

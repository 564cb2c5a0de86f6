import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CatalogContext } from '../context.ts';
import * as quotes from '../storage/quotes.ts';

/** Answers `catalog.quoteOffers`. Texts that are no offer's id are offers that do not exist. */
export const quoteOffers: CommandHandler<CatalogContext, 'catalog.quoteOffers'> = async ({ reader }, input) => {
  const ids = new Set(input.offerIds.flatMap((text) => parseId('off', text) ?? []));
  return { offers: ids.size === 0 ? [] : await quotes.quoteOffers(reader, [...ids], input.currency) };
};

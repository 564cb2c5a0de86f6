import { connectionBudget, usableConnections } from '@bazaar/postgres/connection-budget';
import type { Reader } from '@bazaar/postgres/tx';
import type { Logger } from '@bazaar/runtime/log';
import { SUBGRAPHS } from './subgraphs.ts';

/** Logs whether the pools of this many processes, with five subgraphs each, fit into what the server of `reader` allows. */
export async function tellConnectionBudget(
  reader: Reader,
  { processes, poolSize, log }: { readonly processes: number; readonly poolSize: number; readonly log: Logger },
): Promise<void> {
  const maxConnections = await usableConnections(reader);
  const budget = connectionBudget({ processes: processes * SUBGRAPHS.length, poolSize, maxConnections });
  if (budget.fits) log.info(budget.message);
  else log.warn(budget.message);
}

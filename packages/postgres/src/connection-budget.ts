import { query } from './rows.ts';
import type { Reader } from './tx.ts';

/** Connections that are left for people and tools, beside the pools. */
const SPARE = 5;

/**
 * Whether the pools of all processes fit into what the server allows, and a sentence that says so with the sum.
 * `processes` counts pools: a process that runs five subgraphs counts five times. `maxConnections` is what {@link usableConnections} reads.
 */
export function connectionBudget(budget: {
  readonly processes: number;
  readonly poolSize: number;
  readonly maxConnections: number;
}): { readonly needed: number; readonly fits: boolean; readonly message: string } {
  const { processes, poolSize, maxConnections } = budget;
  const needed = processes * poolSize;
  const fits = needed + SPARE <= maxConnections;
  const sum = `${processes} pools of ${poolSize} connections need up to ${needed} of the ${maxConnections} that Postgres allows`;
  if (fits) return { needed, fits, message: `${sum}.` };
  const fitting = Math.max(0, Math.floor((maxConnections - SPARE) / processes));
  const advice =
    fitting > 0
      ? `Make the pools ${fitting} or smaller, raise max_connections to ${needed + SPARE} or more, or put a pooler in between.`
      : `Raise max_connections to ${needed + SPARE} or more, or put a pooler in between.`;
  return { needed, fits, message: `${sum} (${SPARE} of them are kept for people and tools). ${advice}` };
}

/** How many connections the server allows to roles that are no superusers. */
export async function usableConnections(reader: Reader): Promise<number> {
  const [row] = await query<{ usable: number }>(
    reader,
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - coalesce(current_setting('reserved_connections', true), '0')::int as usable`,
  );
  return row?.usable ?? 0;
}

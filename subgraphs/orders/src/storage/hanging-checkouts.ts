import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { HangingCount } from '@bazaar/subgraph/measure-hanging';

/** How long after its end a checkout is undone or completed by then unless something keeps failing, in minutes. */
const PATIENCE_MINUTES = 10;
/** More than anybody needs to know, and few enough to be counted at any time. */
const MOST = 10_000;

/** Counts checkouts in which something is left to do well after the buyer's time was over, by state, up to 10,000 of them. */
export function countHangingCheckouts(reader: Reader): Promise<HangingCount[]> {
  return query<HangingCount>(
    reader,
    `select state, count(*)::int as count
       from (select state from checkout
              where next_at is not null and expires_at < now() - $1 * interval '1 minute'
              limit $2) hanging
      group by state
      order by state`,
    [PATIENCE_MINUTES, MOST],
  );
}

import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';

/** What one listener has not received. */
export interface DeliveryStats {
  readonly listener: string;
  /** Deliveries to make, retries and those behind a dead letter included. */
  readonly pending: number;
  readonly dead: number;
  /** How long the oldest of the pending ones has waited since it was announced, in milliseconds; 0 when there is none. */
  readonly oldestPendingMs: number;
}

/** Counts what this database has announced and not delivered, per listener; listeners without arrears are left out. Reads every such row. */
export async function readDeliveryStats({ reader }: Pick<Database, 'reader'>): Promise<DeliveryStats[]> {
  return query<DeliveryStats>(
    reader,
    `select listener,
            (count(*) filter (where state <> 'dead'))::int as pending,
            (count(*) filter (where state = 'dead'))::int as dead,
            coalesce(extract(epoch from now() - min(announced_at) filter (where state <> 'dead')) * 1000, 0)::float as "oldestPendingMs"
       from outbox_delivery
      where state <> 'skipped'
      group by listener
      order by listener`,
  );
}

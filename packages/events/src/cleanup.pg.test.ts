import { idToUuid, newId } from '@bazaar/ids/id';
import { query } from '@bazaar/postgres/rows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanUpEvents } from './cleanup.ts';
import { openMarket, type Market } from './test-market/open-market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.stop());

/** A fact and an inbox row of that age, with a delivery in `state` unless it was delivered. */
async function fact(days: number, state?: 'ready' | 'dead' | 'skipped'): Promise<string> {
  const id = idToUuid(newId('evt', Date.now() - days * 86_400_000));
  const { reader } = market.vendors;
  await query(
    reader,
    `insert into outbox_event (id, type, version, aggregate_id, sequence, occurred_at, data)
     values ($1, 'vendor.applied', 1, 'vnd_' || gen_random_uuid(), 1, now(), '{}')`,
    [id],
  );
  await query(reader, `insert into inbox_event (event_id, listener) values ($1, 'vendors')`, [id]);
  if (state) {
    await query(
      reader,
      `insert into outbox_delivery (event_id, listener, aggregate_id, sequence, state, died_at, skipped_at, skipped_by, skip_note)
       select $1::uuid, 'catalog', 'vnd', 1, $2::text, case when $2::text = 'dead' then now() end, s.at, s.who, s.who
         from (values (case when $2::text = 'skipped' then now() end, case when $2::text = 'skipped' then 'x' end)) s (at, who)`,
      [id, state],
    );
  }
  return id;
}

test('old facts go in batches; young, undelivered, dead and skipped ones stay; the inbox remembers longer', async () => {
  const old = [await fact(401), await fact(41), await fact(41)];
  const kept = [await fact(39), await fact(401, 'ready'), await fact(401, 'dead'), await fact(401, 'skipped')];
  const batches: number[] = [];
  for (let rows = -1; rows !== 0; batches.push(rows)) {
    rows = await cleanUpEvents(market.vendors, { outboxDays: 40, inboxDays: 400, batchSize: 2 });
  }
  // Facts: two, one. Inbox rows older than 400 days: four, two at a time.
  expect(batches).toEqual([4, 3, 0]);
  expect(await idsOf('outbox_event', 'id')).toEqual(new Set(kept));
  expect(await idsOf('inbox_event', 'event_id')).toEqual(new Set([old[1], old[2], kept[0]]));
});

async function idsOf(table: string, column: string): Promise<Set<string>> {
  const rows = await query<{ id: string }>(market.vendors.reader, `select ${column} as id from ${table}`);
  return new Set(rows.map((row) => row.id));
}

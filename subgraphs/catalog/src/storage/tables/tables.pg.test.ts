import { compareEntitiesWithDatabase } from '@bazaar/postgres/compare-entities';
import { expect, test } from 'vitest';
import { catalog } from '../../subgraph.ts';
import { startTestCatalog } from '../../testing/test-catalog.ts';

test('the tables are what the database has', async () => {
  const running = await startTestCatalog();
  try {
    expect(await compareEntitiesWithDatabase(running.database, catalog.entities)).toEqual([]);
  } finally {
    await running.stop();
  }
});

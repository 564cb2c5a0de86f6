import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createTallies } from './tallies.ts';

const about = { name: 'things_total', help: 'Things.', labelNames: ['kind', 'outcome'] } as const;

test('each scrape tells all that was counted so far, also of what never happened yet', async () => {
  const registry = new Registry();
  const tallies = createTallies(registry, about);
  const [good, bad] = [tallies.of({ kind: 'a', outcome: 'ok' }), tallies.of({ kind: 'a', outcome: 'failed' })];
  good.add();
  good.add(4);
  expect(await registry.metrics()).toContain(
    'things_total{kind="a",outcome="ok"} 5\nthings_total{kind="a",outcome="failed"} 0',
  );
  bad.add();
  good.add();
  expect(await registry.metrics()).toContain(
    'things_total{kind="a",outcome="ok"} 6\nthings_total{kind="a",outcome="failed"} 1',
  );
});

test('the same labels are the same series, in whatever order they are named', () => {
  const tallies = createTallies(new Registry(), about);
  expect(tallies.of({ kind: 'a', outcome: 'ok' })).toBe(tallies.of({ outcome: 'ok', kind: 'a' }));
  expect(tallies.of({ kind: 'a', outcome: 'ok' })).not.toBe(tallies.of({ kind: 'ok', outcome: 'a' }));
});

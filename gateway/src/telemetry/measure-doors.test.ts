import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createSubgraphStats } from '../sources/subgraph-stats.ts';
import { measureDoors } from './measure-doors.ts';

test('what doors have counted is told at each scrape, as it is then', async () => {
  const metrics = new Registry();
  const stats = createSubgraphStats();
  measureDoors(metrics, () => [['orders', stats]]);
  stats.operations = 7;
  stats.queued = 2;
  stats.failed.timeout = 1;
  stats.breaker = { state: 'open' };
  const first = await metrics.metrics();
  expect(first).toContain('bazaar_gateway_subgraph_operations_total{subgraph="orders"} 7\n');
  expect(first).toContain('bazaar_gateway_subgraph_queued{subgraph="orders"} 2\n');
  expect(first).toContain('bazaar_gateway_subgraph_failures_total{subgraph="orders",kind="timeout"} 1\n');
  expect(first).toContain('bazaar_gateway_subgraph_breaker_open{subgraph="orders"} 1\n');
  stats.operations = 8;
  stats.breaker = { state: 'closed' };
  const second = await metrics.metrics();
  expect(second).toContain('bazaar_gateway_subgraph_operations_total{subgraph="orders"} 8\n');
  expect(second).toContain('bazaar_gateway_subgraph_breaker_open{subgraph="orders"} 0\n');
});

test('each of them is in the list of metrics, and no other of their name', async () => {
  const metrics = new Registry();
  measureDoors(metrics, () => []);
  const served = [...(await metrics.metrics()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
  const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(bazaar_gateway_subgraph_(?!fetch_)\w+)`/gm)].map(([, name]) => name);
  expect(new Set(served)).toEqual(new Set(listed));
});

import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createMarketMetrics } from './market-metrics.ts';

test('an errand that fails over and over is told of, however rarely it runs, until it succeeds', async () => {
  const metrics = new Registry();
  const ran = createMarketMetrics(metrics).of('orders').sweep('forget checkouts');
  const inARow = async (): Promise<unknown> =>
    /^bazaar_subgraph_sweep_failures_in_a_row\{subgraph="orders",sweep="forget checkouts"\} (\d+)$/m.exec(
      await metrics.metrics(),
    )?.[1];
  expect(await inARow()).toBe('0');
  for (let runs = 0; runs < 3; runs++) ran('failed');
  expect(await inARow()).toBe('3');
  ran('ok');
  expect(await inARow()).toBe('0');
  ran('failed');
  expect(await inARow()).toBe('1');
  expect(await metrics.metrics()).toContain(
    'bazaar_subgraph_sweep_failures_total{subgraph="orders",sweep="forget checkouts"} 4\n',
  );
});

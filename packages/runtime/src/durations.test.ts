import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createDurations } from './durations.ts';

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const about = { name: 'took_seconds', help: 'How long "it" took.\nAnd why.', labelNames: ['part', 'outcome'] } as const;

const durationMs = fc.oneof(fc.constantFrom(...BUCKETS_S.map((bound) => bound * 1_000)), fc.nat({ max: 20_000 }));

test('a scrape tells what a histogram of prom-client would have told', async () => {
  const observation = fc.record({
    part: fc.constantFrom('a', 'b "quoted"', 'c\\\n'),
    outcome: fc.constantFrom('ok', 'failed'),
    durationMs,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(observation), async (observations) => {
      const [registry, expected] = [new Registry(), new Registry()];
      const durations = createDurations(registry, about);
      const histogram = new Histogram({ ...about, buckets: BUCKETS_S, registers: [expected] });
      for (const { durationMs: ms, ...labels } of observations) {
        durations.of(labels).observe(ms);
        histogram.observe(labels, ms / 1_000);
      }
      // Sums of seconds and of milliseconds round differently.
      expect(rounded(await registry.metrics())).toEqual(rounded(await expected.metrics()));
    }),
    { numRuns: 50 },
  );
});

test('a series without observations is told, too', async () => {
  const registry = new Registry();
  createDurations(registry, { name: 'took_seconds', help: 'How long.', labelNames: [] }).of({});
  expect(await registry.metrics()).toContain(
    'took_seconds_bucket{le="+Inf"} 0\ntook_seconds_sum 0\ntook_seconds_count 0',
  );
});

test('a name is taken once', () => {
  const registry = new Registry();
  createDurations(registry, about);
  expect(() => createDurations(registry, about)).toThrow('already been registered');
});

function rounded(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^(\w+_sum.*) ([\d.]+)$/, (_, name, value) => `${name} ${Number(value).toFixed(6)}`));
}

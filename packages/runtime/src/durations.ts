import type { Metric } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { SeriesByLabels } from './series.ts';

/** From well under a millisecond to what a deadline allows; milliseconds. */
const BUCKETS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000];

/** One series of a histogram. */
export class Durations {
  /** By bucket, each without those before it; the last holds what goes beyond them all. */
  readonly #counts = new Float64Array(BUCKETS_MS.length + 1);
  #sumMs = 0;

  observe(durationMs: number): void {
    let bucket = 0;
    while (durationMs > (BUCKETS_MS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sumMs += durationMs;
  }

  /** How many took at most so long, in Prometheus' form: each bucket with all before it. */
  *buckets(): Generator<{ readonly le: number | '+Inf'; readonly count: number }> {
    let count = 0;
    for (const [index, more] of this.#counts.entries()) {
      count += more;
      const limitMs = BUCKETS_MS[index];
      yield { le: limitMs === undefined ? '+Inf' : limitMs / 1_000, count };
    }
  }

  get count(): number {
    return this.#counts.reduce((total, one) => total + one, 0);
  }

  get sumS(): number {
    return this.#sumMs / 1_000;
  }
}

/** How a registry reads a metric: prom-client types its own classes alone, and calls no more than this of them. */
interface ReadableMetric {
  readonly name: string;
  get(): Promise<{
    readonly name: string;
    readonly help: string;
    readonly type: 'histogram';
    readonly values: readonly { readonly metricName: string; readonly labels: object; readonly value: number }[];
  }>;
}

/**
 * A histogram in seconds of what every request does several times: an observation costs a few nanoseconds. prom-client's own checks and looks up its labels
 * each time, which was most of what a fetch from a subgraph in the same process cost.
 */
export function createDurations<Label extends string>(
  metrics: Metrics,
  { name, help, labelNames }: { readonly name: string; readonly help: string; readonly labelNames: readonly Label[] },
): Pick<SeriesByLabels<Label, Durations>, 'of'> {
  const durations = new SeriesByLabels(labelNames, () => new Durations());
  function* values() {
    for (const { labels, series } of durations.all()) {
      for (const { le, count } of series.buckets())
        yield { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
      yield { metricName: `${name}_sum`, labels, value: series.sumS };
      yield { metricName: `${name}_count`, labels, value: series.count };
    }
  }
  const metric: ReadableMetric = {
    name,
    get: () => Promise.resolve({ name, help, type: 'histogram', values: [...values()] }),
  };
  // All that a registry asks of a metric is in it, which the tests of this file hold against a scrape.
  metrics.registerMetric(metric as unknown as Metric);
  return durations;
}

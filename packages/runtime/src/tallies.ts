import { Counter } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { SeriesByLabels } from './series.ts';

/** One series of a counter. */
export class Tally {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(count = 1): void {
    this.#count += count;
  }
}

/**
 * A counter for what happens to every request: counting costs a nanosecond, where prom-client's own looks its labels up each time, for a microsecond. It is
 * told what was counted when it is scraped.
 */
export function createTallies<Label extends string>(
  metrics: Metrics,
  { name, help, labelNames }: { readonly name: string; readonly help: string; readonly labelNames: readonly Label[] },
): Pick<SeriesByLabels<Label, Tally>, 'of'> {
  const tallies = new SeriesByLabels(labelNames, () => new Tally());
  metrics.registerMetric(
    new Counter({
      name,
      help,
      labelNames,
      registers: [],
      collect() {
        this.reset();
        for (const { labels, series } of tallies.all()) this.inc(labels, series.count);
      },
    }),
  );
  return tallies;
}

import type { Reader } from '@bazaar/postgres/tx';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { Gauge } from 'prom-client';
import { createReading } from './reading.ts';

/** How many things hang, in the state in which they do: one of a few. */
export interface HangingCount {
  readonly state: string;
  readonly count: number;
}

/** Things of a subgraph that should be over and are not. */
export interface Hanging {
  /** Reads no more rows than a scrape may cost. States in which nothing hangs may be left out. */
  readonly count: (reader: Reader) => Promise<readonly HangingCount[]>;
}

/** Adds what hangs in the subgraphs that what it returns is told of. It is counted at scrapes; what cannot be counted in time stays as it was. */
export function measureHanging(
  metrics: Metrics,
  options: { readonly ageMs: number; readonly waitMs: number; readonly failed: (subgraph: SubgraphName) => void },
): (subgraph: SubgraphName, read: () => Promise<readonly HangingCount[]>) => void {
  const readings = new Map<SubgraphName, () => Promise<readonly HangingCount[] | undefined>>();
  metrics.registerMetric(
    new Gauge({
      name: 'bazaar_subgraph_hanging',
      help: 'What should be over and is not, by its state: checkouts of orders.',
      labelNames: ['subgraph', 'state'],
      registers: [],
      async collect() {
        const counted = await Promise.all(
          [...readings].map(async ([subgraph, latest]) => [subgraph, await latest()] as const),
        );
        this.reset();
        for (const [subgraph, counts = []] of counted)
          for (const { state, count } of counts) this.set({ subgraph, state }, count);
      },
    }),
  );
  return (subgraph, read) => {
    readings.set(subgraph, createReading({ ...options, read, failed: () => options.failed(subgraph) }));
  };
}

import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { Fault } from '@bazaar/runtime/faults';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { createInProcessNeighbours } from '@bazaar/subgraph/in-process-neighbours';
import type { MarketMetrics } from '@bazaar/subgraph/market-metrics';
import { startSubgraph, type RunningSubgraph } from '@bazaar/subgraph/start-subgraph';
import { SUBGRAPHS } from './subgraphs.ts';

/** The five subgraphs of this process. */
export interface JoinedSubgraphs {
  readonly all: ReadonlyMap<SubgraphName, RunningSubgraph>;
  /** @throws Fault `SUBGRAPH_UNAVAILABLE` when none is called that. */
  named(name: string): RunningSubgraph;
}

/** Starts the five subgraphs in this process, joined without HTTP, until `lifecycle` stops. */
export async function startSubgraphs(
  lifecycle: Lifecycle,
  options: {
    /** Their variables. */
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly databaseUrlOf: (name: SubgraphName) => string;
    readonly poolSize: number;
    readonly ephemeral: Ephemeral;
    readonly metrics?: MarketMetrics | undefined;
    readonly log: Logger;
  },
): Promise<JoinedSubgraphs> {
  const subgraphs = new Map<SubgraphName, RunningSubgraph>();
  const neighbours = createInProcessNeighbours((name) => subgraphs.get(name)?.internal);
  for (const definition of SUBGRAPHS) {
    const running = await startSubgraph(definition, {
      env: options.env,
      databaseUrl: options.databaseUrlOf(definition.name),
      poolSize: options.poolSize,
      ephemeral: options.ephemeral,
      neighbours,
      metrics: options.metrics,
      log: options.log,
      now: () => new Date(),
    });
    subgraphs.set(definition.name, lifecycle.add(definition.name, running));
  }
  return {
    all: subgraphs,
    named(name) {
      // A name that is no subgraph's simply is not in the map.
      const subgraph = subgraphs.get(name as SubgraphName);
      if (!subgraph) throw new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the marketplace is not available.');
      return subgraph;
    },
  };
}

import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { CommandEnvelope } from './commands.ts';

/** How a subgraph reaches the internal doors of the others: in this process or over HTTP. Values are unparsed: the doors on both sides parse. */
export interface Neighbours {
  /** @throws Fault `SUBGRAPH_UNAVAILABLE`, `TIMEOUT`, or what the owner threw. */
  command(name: string, input: unknown, envelope: CommandEnvelope): Promise<unknown>;
  /** Delivers one fact; resolves once the listener's effect is committed. */
  deliver(listener: SubgraphName, event: EventEnvelope, signal: AbortSignal): Promise<void>;
}

/** A subgraph's internal doors, as the other end of {@link Neighbours}. */
export interface InternalDoors {
  command(name: string, input: unknown, envelope: CommandEnvelope): Promise<unknown>;
  deliver(event: unknown): Promise<void>;
}

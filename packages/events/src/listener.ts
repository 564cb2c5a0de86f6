import type { Tx } from '@bazaar/postgres/tx';
import type { EventEnvelope, EventType } from '@bazaar/schema/events/all-events';

/**
 * What a subgraph does when it hears of a fact. Its effect and the note that the fact was applied commit together, once per fact;
 * facts of one aggregate arrive in order. An error rolls both back, and the fact comes again later. No call to a neighbour in here.
 */
export type Listener<Context, Type extends EventType> = (
  tx: Tx,
  event: EventEnvelope<Type>,
  context: Context,
) => Promise<void>;

/** The facts that a subgraph listens to. */
export type Listeners<Context> = { readonly [Type in EventType]?: Listener<Context, Type> };

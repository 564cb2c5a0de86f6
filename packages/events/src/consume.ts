import { idToUuid, type Id } from '@bazaar/ids/id';
import { isConnectionLost } from '@bazaar/postgres/errors';
import type { InTransaction } from '@bazaar/postgres/in-transaction';
import { execute } from '@bazaar/postgres/rows';
import { Fault } from '@bazaar/runtime/faults';
import type { EventType } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { Listener, Listeners } from './listener.ts';
import { parseEnvelope } from './parse-envelope.ts';

export interface ConsumerOptions<Context> {
  readonly subgraph: SubgraphName;
  readonly inTransaction: InTransaction;
  readonly listeners: Listeners<Context>;
  /** Makes what one delivery works with. */
  readonly context: () => Context;
}

/**
 * The door at which facts of other subgraphs arrive. A fact's effect commits together with the note that it was applied: delivered
 * again, even at the same instant, it is a `duplicate` and does nothing.
 * @throws Fault `BAD_REQUEST` for a fact that is malformed, of another version, or that this subgraph does not listen to;
 *   `SUBGRAPH_UNAVAILABLE` when the database is out of reach; otherwise whatever the listener threw. The sender tries again.
 */
export function createConsumer<Context>(
  options: ConsumerOptions<Context>,
): (envelope: unknown) => Promise<'applied' | 'duplicate'> {
  const { subgraph, inTransaction, listeners } = options;
  return async (envelope) => {
    const event = parseEnvelope(envelope);
    // The listener under a type's key takes events of that type.
    const listener = listeners[event.type] as Listener<Context, EventType> | undefined;
    if (!listener) throw new Fault('BAD_REQUEST', `${subgraph} does not listen to ${event.type}.`);
    try {
      return await inTransaction(async (tx) => {
        // parseEnvelope checked that it is an event's id. A concurrent delivery waits here for the other's commit.
        const isNew = await execute(tx, INSERT, [idToUuid(event.id as Id<'evt'>), subgraph]);
        if (isNew === 0) return 'duplicate';
        await listener(tx, event, options.context());
        return 'applied';
      });
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      throw new Fault('SUBGRAPH_UNAVAILABLE', `The database of ${subgraph} is out of reach.`, { cause: error });
    }
  };
}

const INSERT = 'insert into inbox_event (event_id, listener) values ($1, $2) on conflict do nothing';

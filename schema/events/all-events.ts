import type { EventDataOf } from './define-events.ts';
import { catalogEvents } from './catalog.ts';
import { ordersEvents } from './orders.ts';
import { usersEvents } from './users.ts';
import { vendorsEvents } from './vendors.ts';

/** Every fact that crosses a process boundary. */
export const ALL_EVENTS = { ...usersEvents, ...vendorsEvents, ...catalogEvents, ...ordersEvents };

export type EventType = keyof typeof ALL_EVENTS;

export type EventData<Type extends EventType> = EventDataOf<(typeof ALL_EVENTS)[Type]>;

/** One fact as it travels. */
export interface EventEnvelope<Type extends EventType = EventType> {
  /** `evt_…`; a listener applies each id once. */
  readonly id: string;
  readonly type: Type;
  readonly version: number;
  /** The id of the thing the fact is about; deliveries keep their order per aggregate. */
  readonly aggregateId: string;
  /** The aggregate's version when the fact was recorded: rises within one aggregate, may have gaps. */
  readonly sequence: number;
  /** ISO 8601, the announcing subgraph's clock. */
  readonly occurredAt: string;
  readonly data: EventData<Type>;
}

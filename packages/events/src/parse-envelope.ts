import { isIdOf } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import { ALL_EVENTS, type EventEnvelope, type EventType } from '@bazaar/schema/events/all-events';
import type { EventContract } from '@bazaar/schema/events/define-events';
import { z } from 'zod';

const envelopeShape = z.object({
  id: z.string().refine((id) => isIdOf('evt', id)),
  type: z.string(),
  version: z.number().int(),
  aggregateId: z.string().min(1),
  sequence: z.number().int().nonnegative(),
  occurredAt: z.iso.datetime(),
  data: z.unknown(),
});

/**
 * Reads a fact as a neighbour sent it, by its contract. Fields of `data` that this build does not know are left out.
 * @throws Fault `BAD_REQUEST`, naming what is wrong: a fact that is not understood must come again, never be lost.
 */
export function parseEnvelope(sent: unknown): EventEnvelope {
  const envelope = envelopeShape.safeParse(sent);
  if (!envelope.success) throw new Fault('BAD_REQUEST', `Not an event envelope. ${z.prettifyError(envelope.error)}`);
  const { type, version } = envelope.data;
  if (!isEventType(type)) throw new Fault('BAD_REQUEST', `Unknown event type ${JSON.stringify(type)}.`);
  const contract: EventContract = ALL_EVENTS[type];
  if (version !== contract.version) {
    throw new Fault('BAD_REQUEST', `${type} has version ${version}; this build understands ${contract.version}.`);
  }
  const data = contract.data.safeParse(envelope.data.data);
  if (!data.success) {
    throw new Fault('BAD_REQUEST', `The data of ${type} does not match its contract. ${z.prettifyError(data.error)}`);
  }
  // The contract of this very type parsed the data.
  return { ...envelope.data, type, data: data.data as EventEnvelope['data'] };
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(ALL_EVENTS, type);
}

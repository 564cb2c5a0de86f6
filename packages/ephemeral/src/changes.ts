import { randomUUID } from 'node:crypto';
import type { PubSub } from './ephemeral.ts';

/** Where everyone who keeps copies of others' data hears what has changed. */
export const CHANGES_TOPIC = 'changes';

/** What has changed: `Product:prd_…` is one thing, `Product:*` everything of a type, `*` everything. */
export interface Changes {
  /** Names the message, so that processes can tell where they stand in the order of messages. */
  readonly id: string;
  /** Empty: nothing has changed; whoever published it wants to hear of its place in the order. */
  readonly tags: readonly string[];
}

/**
 * Tells everyone who keeps copies what has changed, after it was committed. Returns the id of the message.
 * @throws EphemeralUnavailable when it cannot be handed over; some may have heard it nevertheless.
 */
export async function publishChanges(
  pubsub: PubSub,
  tags: readonly string[],
  id: string = randomUUID(),
): Promise<string> {
  await pubsub.publish(CHANGES_TOPIC, JSON.stringify({ id, tags } satisfies Changes));
  return id;
}

/** Reads what {@link publishChanges} wrote. */
export function readChanges(message: string): Changes {
  return JSON.parse(message) as Changes;
}

import type { GraphQLError } from 'graphql';
import type { Leave, Receiver } from './receiver.ts';
import { SharedSubscription, type SharedSubscriptionOptions } from './shared-subscription.ts';

/** What is subscribed to, and how its events are answered. */
export type SharedRequest = Omit<SharedSubscriptionOptions, 'onUnshareable' | 'onClose'>;

/** Every subscription that is open on this gateway. */
export class SharedSubscriptions {
  readonly #byKey = new Map<string, SharedSubscription>();
  readonly #open = new Set<SharedSubscription>();

  /** How many are open at subgraphs. */
  get size(): number {
    return this.#open.size;
  }

  /** Joins the subscription under `key`, or opens it. Without a key it is nobody else's. */
  join(key: string | null, receiver: Receiver, describe: () => SharedRequest): Leave {
    const shared = key === null ? undefined : this.#byKey.get(key);
    if (shared) return shared.join(receiver);
    const opened: SharedSubscription = new SharedSubscription({
      ...describe(),
      onUnshareable: () => {
        if (key !== null && this.#byKey.get(key) === opened) this.#byKey.delete(key);
      },
      onClose: () => this.#open.delete(opened),
    });
    this.#open.add(opened);
    if (key !== null) this.#byKey.set(key, opened);
    return opened.join(receiver);
  }

  /** Ends all of them, for everybody. */
  endAll(reason: GraphQLError): void {
    for (const subscription of this.#open) subscription.end(reason);
  }
}

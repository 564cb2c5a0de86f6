import { setImmediate } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { followUpstream, type Upstream, type UpstreamOptions } from './follow-upstream.ts';
import type { LiveSettings } from './live-settings.ts';
import type { Leave, Receiver } from './receiver.ts';

export interface SharedSubscriptionOptions extends Pick<UpstreamOptions, 'subscribe' | 'patienceMs'> {
  /** Completes an event with what other subgraphs know, and writes the answer. Never rejects. */
  readonly answer: (event: OperationResponse) => Promise<string>;
  readonly lateJoiners: LiveSettings['lateJoiners'];
  /** Which thing an event is about; undefined when that cannot be known. */
  readonly identify: (event: OperationResponse) => string | undefined;
  /** Whether answers hold what other subgraphs know, which changes without an event. */
  readonly isJoined: boolean;
  /** Events that may wait to be answered; with more the upstream is restarted for a fresh snapshot. */
  readonly maxQueuedEvents: number;
  /** What receivers are told when the subgraph refused the subscription, or broke it off. */
  readonly refuse: (response: OperationResponse) => GraphQLError;
  /** What receivers are told when the upstream broke off. */
  readonly explain: (reason: unknown) => GraphQLError;
  /** Cancels answers under way: nobody waits for them any more. */
  readonly onAbandoned: () => void;
  /** Runs once, when newcomers must open a subscription of their own. */
  readonly onUnshareable: () => void;
  /** Runs once, when the last receiver has gone or everybody has been told the end. */
  readonly onClose: () => void;
}

/** The last event about one thing. */
interface State {
  answer: string;
  answeredAt: number;
  /** The event as text, to answer it anew; undefined where an answer does not age. */
  readonly event: string | undefined;
}

/** Receivers served between two looks at the event loop: about 5 ms. */
const CHUNK = 200;
/** How old the part of an answer that comes from other subgraphs may be when a newcomer gets it. */
const FRESH_MS = 1_000;
/** What is kept for newcomers. With more, they open a subscription of their own. */
const MAX_STATES = 100;
const MAX_STATE_CHARACTERS = 256 * 1024;

/**
 * One upstream for all who subscribed to the same: each event is completed and written once and handed to everybody, in the same order.
 *
 * Where a subscription begins with the current state, who joins later gets it from here: the last event about each thing, in the order in which they
 * changed, with the part from other subgraphs looked up again unless it is fresh. So everybody sees a part of one and the same sequence, and nobody an
 * older state after a newer one. Where things cannot be told apart, or are too many to keep, newcomers open an upstream of their own.
 */
export class SharedSubscription {
  readonly #options: SharedSubscriptionOptions;
  readonly #upstream: Upstream;
  readonly #receivers = new Set<Receiver>();
  /** They have not got the current state yet. */
  readonly #newcomers = new Set<Receiver>();
  readonly #states = new Map<string, State>();
  #characters = 0;
  #events: OperationResponse[] = [];
  /** Counts the snapshots. */
  #epoch = 0;
  #ending: { readonly reason?: GraphQLError } | undefined;
  #isShareable = true;
  #isWorking = false;
  #isClosed = false;

  constructor(options: SharedSubscriptionOptions) {
    this.#options = options;
    const { subscribe, patienceMs } = options;
    this.#upstream = followUpstream({
      subscribe,
      patienceMs,
      listener: {
        event: (event) => this.#queue(event),
        lost: () => this.#forget(),
        end: (reason) => this.end(reason === undefined ? undefined : options.explain(reason)),
      },
    });
  }

  join(receiver: Receiver): Leave {
    this.#newcomers.add(receiver);
    this.#work();
    return () => {
      this.#receivers.delete(receiver);
      this.#newcomers.delete(receiver);
      if (this.#receivers.size + this.#newcomers.size === 0) this.#close();
    };
  }

  /** Ends it for everybody, after the events that have arrived. */
  end(reason?: GraphQLError): void {
    this.#ending ??= reason ? { reason } : {};
    this.#upstream.close();
    this.#refuseNewcomers();
    this.#work();
  }

  #queue(event: OperationResponse): void {
    // Errors without data are no event: they are about the subscription itself, which is over.
    if (event.data === undefined) return this.end(this.#options.refuse(event));
    if (this.#events.length >= this.#options.maxQueuedEvents) {
      this.#upstream.restart(new Fault('SUBGRAPH_UNAVAILABLE', 'Events came faster than they could be answered.'));
      return;
    }
    this.#events.push(event);
    this.#work();
  }

  /** A fresh snapshot is on its way: it replaces what is known, and what waits. */
  #forget(): void {
    this.#epoch += 1;
    this.#events = [];
    this.#states.clear();
    this.#characters = 0;
  }

  /** One thing at a time: events in their order, newcomers between two of them. */
  #work(): void {
    if (this.#isWorking || this.#isClosed) return;
    this.#isWorking = true;
    this.#workOff().catch((error: unknown) => {
      this.#ending = { reason: this.#options.explain(error) };
      return this.#tellEnd();
    });
  }

  async #workOff(): Promise<void> {
    try {
      while (!this.#isClosed) {
        if (this.#newcomers.size > 0) await this.#welcome();
        else if (this.#events.length > 0) await this.#deliver();
        else if (this.#ending) await this.#tellEnd();
        else return;
      }
    } finally {
      // In the same turn as the last look: what comes in the next one is not overlooked.
      this.#isWorking = false;
    }
  }

  async #deliver(): Promise<void> {
    const event = this.#events.shift();
    if (!event) return;
    // All newcomers have been served.
    if (!this.#isShareable) this.#states.clear();
    const epoch = this.#epoch;
    const identity = this.#identify(event);
    // Before it is answered: that may change the event.
    const kept = identity !== undefined && this.#options.isJoined ? JSON.stringify(event) : undefined;
    const answer = await this.#options.answer(event);
    if (identity !== undefined && epoch === this.#epoch)
      this.#remember(identity, { answer, answeredAt: performance.now(), event: kept });
    let served = 0;
    for (const receiver of this.#receivers) {
      receiver.next(answer);
      served += 1;
      if (served % CHUNK === 0) await setImmediate();
    }
  }

  /** Which thing to remember the event by, if it is for newcomers. */
  #identify(event: OperationResponse): string | undefined {
    const { lateJoiners, identify } = this.#options;
    if (lateJoiners === 'nextEvent' || !this.#isShareable) return undefined;
    const identity = lateJoiners === 'currentState' ? identify(event) : undefined;
    if (identity === undefined) this.#refuseNewcomers();
    return identity;
  }

  #remember(identity: string, state: State): void {
    if (!this.#isShareable) return;
    this.#characters += sizeOf(state) - sizeOf(this.#states.get(identity));
    this.#states.delete(identity);
    this.#states.set(identity, state);
    if (this.#states.size > MAX_STATES || this.#characters > MAX_STATE_CHARACTERS) this.#refuseNewcomers();
  }

  async #welcome(): Promise<void> {
    const epoch = this.#epoch;
    const answers = await Promise.all([...this.#states.values()].map((state) => this.#current(state)));
    // While they were looked up, the connection was lost: the next events are newer.
    if (epoch !== this.#epoch) return;
    let served = 0;
    for (const receiver of this.#newcomers) {
      this.#newcomers.delete(receiver);
      this.#receivers.add(receiver);
      for (const answer of answers) receiver.next(answer);
      served += 1;
      if (served % CHUNK > 0) continue;
      await setImmediate();
      if (epoch !== this.#epoch) return;
    }
  }

  async #current(state: State): Promise<string> {
    if (state.event === undefined || performance.now() - state.answeredAt < FRESH_MS) return state.answer;
    // Written in #deliver.
    state.answer = await this.#options.answer(JSON.parse(state.event) as OperationResponse);
    state.answeredAt = performance.now();
    return state.answer;
  }

  async #tellEnd(): Promise<void> {
    const reason = this.#ending?.reason;
    let served = 0;
    for (const group of [this.#receivers, this.#newcomers])
      for (const receiver of group) {
        group.delete(receiver);
        receiver.end(reason);
        served += 1;
        if (served % CHUNK === 0) await setImmediate();
      }
    this.#close();
  }

  #refuseNewcomers(): void {
    if (!this.#isShareable) return;
    this.#isShareable = false;
    this.#options.onUnshareable();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#upstream.close();
    this.#forget();
    this.#refuseNewcomers();
    this.#options.onAbandoned();
    this.#options.onClose();
  }
}

function sizeOf(state: State | undefined): number {
  return state ? state.answer.length + (state.event?.length ?? 0) : 0;
}

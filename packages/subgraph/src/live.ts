import type { PubSub } from '@bazaar/ephemeral/ephemeral';
import { Fault } from '@bazaar/runtime/faults';

/** What is published after a change: the thing's id and its new version. Subscribers re-read. */
export interface LiveSignal {
  readonly id: string;
  readonly version: number;
}

/** Tells subscribers of `topic` that something changed. A signal that is lost is repeated by the outbox or healed by the next one. */
export function publishLive(pubsub: PubSub, topic: string, signal: LiveSignal): Promise<void> {
  return pubsub.publish(topic, JSON.stringify(signal));
}

export interface LiveOptions<State> {
  readonly pubsub: PubSub;
  readonly topic: string;
  /** Reads the states to yield at the start and after a gap; `null` when the viewer may not see them (any more). */
  readonly snapshot: () => Promise<readonly State[] | null>;
  /** Reads one changed thing; `null` when the viewer may not see it. */
  readonly load: (id: string) => Promise<State | null>;
  readonly identify: (state: State) => LiveSignal;
}

/** Things whose versions one subscription remembers; of one that was forgotten an old version may be yielded once more. */
const MAX_REMEMBERED = 10_000;

const END = { done: true, value: undefined } as const;

/** What is not there and what the viewer may not see end a subscription with the same words, so that ids cannot be probed. */
export function nothingToFollow(): Fault {
  return new Fault('NOT_FOUND', 'There is no such thing, or it is not yours to follow.');
}

/**
 * Follows a topic: first the current state, then every newer version, and the current state again after a gap in the signals.
 * Versions that are not newer than what was yielded are dropped. It subscribes before it reads, so that no change falls between.
 * `next()` throws the Fault `NOT_FOUND` when there is no snapshot for the viewer.
 */
export function followLive<State>(options: LiveOptions<State>): AsyncIterableIterator<State> {
  const { load, identify, snapshot } = options;
  const signals = options.pubsub.subscribe(options.topic);
  const yielded = new Map<string, number>();
  let waiting: State[] = [];
  let started = false;
  let done = false;

  function remember(state: State): boolean {
    const { id, version } = identify(state);
    const last = yielded.get(id);
    if (last !== undefined && version <= last) return false;
    yielded.set(id, version);
    if (yielded.size > MAX_REMEMBERED) yielded.delete(yielded.keys().next().value ?? id);
    return true;
  }

  async function refill(): Promise<void> {
    const states = await snapshot();
    if (done) return;
    if (states === null) {
      end();
      throw nothingToFollow();
    }
    // After a gap the current state is yielded again even if it did not change: it tells the client that it is up to date.
    for (const state of states) remember(state);
    waiting.push(...states);
  }

  function end(): void {
    done = true;
    waiting = [];
    void signals.return();
  }

  async function advance(): Promise<void> {
    const next = await signals.next();
    if (next.done) return end();
    if (next.value.kind === 'gap') return refill();
    // publishLive wrote it.
    const signal = JSON.parse(next.value.message) as LiveSignal;
    if ((yielded.get(signal.id) ?? -1) >= signal.version) return;
    const state = await load(signal.id);
    if (state !== null && remember(state)) waiting.push(state);
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!started) {
        started = true;
        // Not ready in time means that the signals begin with a gap, which brings a fresh snapshot.
        await signals.ready.catch(() => undefined);
        await refill();
      }
      while (!done && waiting.length === 0) await advance();
      const value = waiting.shift();
      return value === undefined ? END : { done: false, value };
    },
    return() {
      end();
      return Promise.resolve(END);
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@bazaar/runtime/faults';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { backoffMs } from './backoff.ts';

/** A connection that held this long was a good one: after it the backoff begins anew. */
const STEADY_MS = 5_000;

export interface UpstreamListener {
  event(event: OperationResponse): void;
  /** What came before may be out of date: the next event begins a fresh snapshot. */
  lost(): void;
  /** The last call; with the reason when the upstream broke off for good. */
  end(reason?: unknown): void;
}

export interface UpstreamOptions {
  /** Opens the subscription at its subgraph. Aborting `signal` frees it. */
  readonly subscribe: (signal: AbortSignal) => AsyncIterator<OperationResponse>;
  /** How long a lost upstream is tried again, in milliseconds. */
  readonly patienceMs: number;
  readonly listener: UpstreamListener;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export interface Upstream {
  /** Lets go of the subscription and opens it again, for a fresh snapshot. */
  restart(reason: Fault): void;
  /** Frees everything at once; the listener hears no more. */
  close(): void;
}

/**
 * Reads a subgraph's events and, when the connection to it is lost, subscribes again until the patience ends. Subgraphs begin with the current state,
 * so that whatever happened in the gap is made good by the first events after it.
 */
export function followUpstream({ subscribe, patienceMs, listener, random = Math.random }: UpstreamOptions): Upstream {
  const closing = new AbortController();
  let abandon: (reason: Fault) => void = () => undefined;

  /** One connection, from its opening to its loss: why it was lost, and whether it brought anything. Undefined when there is no more to come. */
  async function connect(): Promise<{ readonly reason: Fault; readonly wasFruitful: boolean } | undefined> {
    const leaving = new AbortController();
    let events: AsyncIterator<OperationResponse> | undefined;
    let abandoned: Fault | undefined;
    let wasFruitful = false;
    const release = (): void => {
      leaving.abort();
      void events?.return?.();
    };
    abandon = (reason) => {
      abandoned = reason;
      release();
    };
    closing.signal.addEventListener('abort', release, { once: true });
    try {
      events = subscribe(leaving.signal);
      for (;;) {
        const event = await events.next();
        if (closing.signal.aborted) return undefined;
        if (abandoned) return { reason: abandoned, wasFruitful };
        if (event.done) return undefined;
        if (isOutage(event.value)) return { reason: unavailable(event.value.errors), wasFruitful };
        wasFruitful = true;
        listener.event(event.value);
      }
    } catch (error) {
      if (abandoned) return { reason: abandoned, wasFruitful };
      if (isLoss(error)) return { reason: error, wasFruitful };
      throw error;
    } finally {
      closing.signal.removeEventListener('abort', release);
      release();
    }
  }

  async function follow(): Promise<void> {
    let patientUntil = Number.NEGATIVE_INFINITY;
    for (let tries = 0; ; tries++) {
      const openedAt = performance.now();
      const loss = await connect();
      if (!loss) return;
      const lostAt = performance.now();
      if (tries === 0 || loss.wasFruitful) patientUntil = lostAt + patienceMs;
      // One that breaks as soon as it works keeps its backoff.
      if (lostAt - openedAt > STEADY_MS) tries = 0;
      const left = patientUntil - lostAt;
      if (left <= 0) throw loss.reason;
      listener.lost();
      await sleep(Math.min(left, backoffMs(tries, random())), undefined, { signal: closing.signal });
    }
  }

  follow().then(
    () => closing.signal.aborted || listener.end(),
    (error: unknown) => closing.signal.aborted || listener.end(error),
  );

  return {
    restart: (reason) => abandon(reason),
    close: () => closing.abort(),
  };
}

/** What passes by itself: nobody refused anything. */
function isLoss(error: unknown): error is Fault {
  return error instanceof Fault && (error.code === 'SUBGRAPH_UNAVAILABLE' || error.code === 'TIMEOUT');
}

/** A subgraph that answers, but cannot serve: its own neighbours or its database are away. */
function isOutage({ data, errors }: OperationResponse): boolean {
  return !data && !!errors?.length && errors.every(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE');
}

function unavailable(cause: unknown): Fault {
  return new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.', { cause });
}

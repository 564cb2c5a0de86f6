import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@bazaar/postgres/open-database';
import { crashPoint } from '@bazaar/runtime/crash-points';
import { Fault } from '@bazaar/runtime/faults';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { createAlarm } from './alarm.ts';
import { backoffMs } from './backoff.ts';
import { createBatch } from './batch.ts';
import { claimHeads, hasDue, hasDueHeads, park, renewLeases, type Claim } from './claim.ts';
import { createListenerRooms } from './listener-rooms.ts';
import { bury, postpone, settleDelivered } from './settle.ts';
import { continueTrace } from './trace-context.ts';
import { onWake } from './wake.ts';

/** `failed` and `unreachable` come again; `dead` does not. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'unreachable' | 'dead';

export interface DispatcherOptions {
  readonly database: Pick<Database, 'reader' | 'inTransaction'>;
  /**
   * Hands a fact to a listener; resolves once its effect is committed. A Fault `SUBGRAPH_UNAVAILABLE` means that the listener was not reached:
   * it is not counted against the fact, and the listener gets a pause. `signal` aborts when nobody waits any more.
   */
  readonly deliver: (listener: SubgraphName, event: EventEnvelope, signal: AbortSignal) => Promise<void>;
  /** Told of each delivery that was begun, how it ended. */
  readonly ended?: ((listener: SubgraphName, outcome: DeliveryOutcome) => void) | undefined;
  readonly log: Logger;
  /** How often to look for work that nobody signalled: retries, lapsed leases, other processes' facts. */
  readonly pollMs?: number;
  /** How long after a process' death its claims are taken over, on Postgres' clock. */
  readonly leaseMs?: number;
  readonly renewMs?: number;
  /** Failed deliveries after which a fact becomes a dead letter: 20 are about 13 minutes. */
  readonly maxAttempts?: number;
  /** Deliveries at a time, per listener. */
  readonly concurrency?: number;
  readonly deliverTimeoutMs?: number;
  /** How long `stop` waits for deliveries under way before it gives them back. */
  readonly drainMs?: number;
}

export interface Dispatcher extends Stoppable {
  /** Looks for work now. */
  wake(): void;
  /** For tests: resolves when no delivery is due or under way, here or elsewhere. Retries that are not due yet do not count. */
  idle(): Promise<void>;
}

/**
 * Delivers the facts of one database to their listeners, each listener's facts of one aggregate strictly in order, at least once.
 * Any number of dispatchers may run on one database: while its lease holds, a delivery belongs to one of them.
 * A failing fact is tried again with growing pauses and blocks only its own listener and aggregate; after `maxAttempts` it is a dead
 * letter, logged once as an error, and waits for `replayDeadLetters` or `skipDeadLetter`.
 */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { database, ended, log } = options;
  const { reader } = database;
  const { pollMs = 500, leaseMs = 3_000, renewMs = 1_000, maxAttempts = 20, concurrency = 16 } = options;
  const { deliverTimeoutMs = 10_000, drainMs = 5_000 } = options;

  const lease = { holder: randomUUID(), leaseMs };
  const rooms = createListenerRooms(concurrency);
  const alarm = createAlarm();
  const underWay = new Map<string, { claim: Claim; controller: AbortController; end: Promise<void> }>();
  const settle = createBatch<Claim>((claims) => settleDelivered(database, claims, lease.holder));
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  let claiming = true;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (await claimOnce()) continue;
      await alarm.wait(pollMs * (0.8 + 0.2 * Math.random()));
    }
  }

  /** True when there may be more to claim at once. */
  async function claimOnce(): Promise<boolean> {
    const free = rooms.free(performance.now());
    if (free.length === 0) return false;
    try {
      const due = await hasDue(
        reader,
        free.map((room) => room.listener),
      );
      claiming = true;
      if (!due) return false;
      const { claims, crowded } = await claimHeads(reader, free, lease);
      if (claims.length > 0) crashPoint('events.afterClaim');
      for (const claim of claims) begin(claim);
      return crowded.length > 0 && (await park(reader, crowded)) > 0;
    } catch (error) {
      // Once per outage: the next round comes with the next poll.
      if (claiming) log.warn({ err: error }, 'deliveries cannot be claimed at the moment');
      claiming = false;
      return false;
    }
  }

  function begin(claim: Claim): void {
    const key = `${claim.eventUuid} ${claim.listener}`;
    // This process slept through its own lease: the claim has renewed it, and the delivery goes on.
    if (underWay.has(key)) return;
    const controller = new AbortController();
    rooms.enter(claim.listener);
    const end = deliver(claim, controller)
      .catch((error: unknown) => {
        log.warn(
          { ...fieldsOf(claim), err: error },
          'a delivery could not be recorded; it comes again after its lease',
        );
      })
      .finally(() => {
        underWay.delete(key);
        rooms.leave(claim.listener);
        alarm.ring();
      });
    underWay.set(key, { claim, controller, end });
  }

  async function deliver(claim: Claim, controller: AbortController): Promise<void> {
    // Its last attempt never ended: whoever made it died, perhaps of it.
    if (claim.attempts > maxAttempts) return fail(claim, new Error('the process ended during the last attempt'));
    const timer = setTimeout(
      () => controller.abort(new Fault('TIMEOUT', `no answer within ${deliverTimeoutMs} ms`)),
      deliverTimeoutMs,
    );
    try {
      await endingWith(controller.signal, () =>
        continueTrace(claim.traceparent, () => options.deliver(claim.listener, claim.event, controller.signal)),
      );
    } catch (error) {
      return await fail(claim, error);
    } finally {
      clearTimeout(timer);
    }
    crashPoint('events.afterDeliver');
    rooms.reached(claim.listener);
    ended?.(claim.listener, 'delivered');
    await settle(claim);
  }

  async function fail(claim: Claim, error: unknown): Promise<void> {
    if (error === STOPPED) return postpone(reader, claim, lease.holder, { delayMs: 0, reached: false, error: null });
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Fault && error.code === 'SUBGRAPH_UNAVAILABLE') {
      ended?.(claim.listener, 'unreachable');
      if (rooms.unreachable(claim.listener, performance.now())) {
        log.warn({ listener: claim.listener, err: error }, 'a listener is out of reach; its facts wait');
      }
      // Later than the others, so that not always the same fact tries the door.
      return postpone(reader, claim, lease.holder, { delayMs: 1_000, reached: false, error: message });
    }
    rooms.reached(claim.listener);
    if (claim.attempts < maxAttempts) {
      ended?.(claim.listener, 'failed');
      log.warn({ ...fieldsOf(claim), err: error }, 'a delivery failed and will be tried again');
      const delayMs = backoffMs(claim.attempts, Math.random());
      return postpone(reader, claim, lease.holder, { delayMs, reached: true, error: message });
    }
    if (await bury(reader, claim, lease.holder, message)) {
      ended?.(claim.listener, 'dead');
      log.error({ ...fieldsOf(claim), err: error }, 'a fact became a dead letter; what follows it waits');
    }
  }

  let renewing = false;
  async function renew(): Promise<void> {
    if (renewing || underWay.size === 0) return;
    renewing = true;
    try {
      await renewLeases(
        reader,
        [...underWay.values()].map(({ claim }) => claim),
        lease,
      );
    } catch (error) {
      log.warn({ err: error }, 'leases could not be renewed');
    } finally {
      renewing = false;
    }
  }

  async function drain(): Promise<void> {
    stopping.abort();
    asleep();
    alarm.ring();
    await running;
    const ends = Promise.all([...underWay.values()].map(({ end }) => end));
    const patience = new AbortController();
    await Promise.race([ends, sleep(drainMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    for (const { controller } of underWay.values()) controller.abort(STOPPED);
    await ends;
    clearInterval(renewal);
  }

  const asleep = onWake(reader, alarm.ring);
  const renewal = setInterval(() => void renew(), renewMs);
  const running = run();

  return {
    wake: alarm.ring,
    async idle() {
      while (!stopping.signal.aborted) {
        if (underWay.size === 0 && !(await hasDueHeads(reader))) return;
        alarm.ring();
        await sleep(5);
      }
    },
    stop() {
      stopped ??= drain();
      return stopped;
    },
  };
}

/** The abort reason of deliveries that outlast `stop`. */
const STOPPED = new Error('the dispatcher is stopping');

function fieldsOf({ event, listener, attempts }: Claim): Record<string, unknown> {
  return { eventId: event.id, type: event.type, aggregateId: event.aggregateId, listener, attempts };
}

/** Ends as `work` does, or when `signal` aborts, with its reason, an Error; `work` may then still be running. */
function endingWith(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work().then(resolve, reject);
  });
}

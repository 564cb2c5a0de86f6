import type { Logger } from '@bazaar/runtime/log';
import type { Emulator } from '../emulator.ts';
import type { EventEnvelope } from '../objects.ts';
import type { DeliveryRow, EndpointRow } from '../state/tables.ts';
import { signatureHeader } from './signature.ts';

export interface DispatcherOptions {
  /** Waits between attempts, in milliseconds; after the last one a delivery has failed for good. */
  readonly retryDelaysMs: readonly number[];
  /** How long an endpoint may take to answer. */
  readonly timeoutMs: number;
  /** Deliveries under way at once. */
  readonly concurrency: number;
}

export const DEFAULT_DISPATCHER: DispatcherOptions = {
  retryDelaysMs: [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000],
  timeoutMs: 10_000,
  concurrency: 16,
};

export interface Dispatcher {
  /** Resolves when no delivery is due or under way: what is held, delayed or waits for another attempt does not count. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface Job {
  readonly delivery: DeliveryRow;
  readonly endpoint: EndpointRow;
  readonly event: EventEnvelope;
}

/** Sends pending deliveries when they are due, and again with growing waits until the endpoint answers 2xx. */
export function startDispatcher(emulator: Emulator, log: Logger, options: DispatcherOptions): Dispatcher {
  const underWay = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let woken: NodeJS.Immediate | undefined;
  let waiting: (() => void)[] = [];

  /** Looks for work once in this turn of the event loop, however many ask for it. */
  function wake(): void {
    woken ??= setImmediate(look);
  }

  function look(): void {
    woken = undefined;
    if (stopping.signal.aborted || underWay.size >= options.concurrency) return; // the end of a delivery wakes us
    clearTimeout(timer);
    const { jobs, nextAtMs } = findDue();
    for (const job of jobs) start(job);
    if (nextAtMs < Infinity) {
      timer = setTimeout(wake, Math.min(Math.max(0, nextAtMs - Date.now()), 60_000));
      timer.unref();
    }
    if (underWay.size === 0) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
  }

  /** The deliveries that may go now, as many as there are places, and when the next one is due. */
  function findDue(): { jobs: Job[]; nextAtMs: number } {
    return emulator.perform({}, ({ tx, realMs }) => {
      const jobs: Job[] = [];
      const orphans: DeliveryRow[] = [];
      let nextAtMs = Infinity;
      for (const delivery of tx.eachBy('deliveries', 'state', 'pending')) {
        if (underWay.has(delivery.id)) continue;
        if (delivery.nextAtMs > realMs) {
          nextAtMs = Math.min(nextAtMs, delivery.nextAtMs);
          continue;
        }
        if (underWay.size + jobs.length >= options.concurrency) break; // the end of a delivery looks again
        if (delivery.sequence !== null && isBehind(delivery, tx.listBy('deliveries', 'state', 'pending'))) continue;
        const endpoint = tx.find('webhook_endpoints', delivery.endpoint);
        const event = tx.find('events', delivery.event)?.object;
        if (endpoint && event) jobs.push({ delivery, endpoint, event });
        else orphans.push(delivery); // the endpoint was deleted
      }
      for (const delivery of orphans) tx.put('deliveries', { ...delivery, state: 'dropped' });
      return { jobs, nextAtMs };
    });
  }

  function start(job: Job): void {
    const sent = send(job)
      .catch((error: unknown) => log.error({ err: error, delivery: job.delivery.id }, 'a webhook delivery broke'))
      .finally(() => {
        underWay.delete(job.delivery.id);
        wake();
      });
    underWay.set(job.delivery.id, sent);
  }

  async function send(job: Job): Promise<void> {
    const { delivery, endpoint } = job;
    const result = await post(job);
    if (stopping.signal.aborted && result.status === null) return; // it stays pending, and goes after the next start
    const delivered = result.status !== null && result.status >= 200 && result.status < 300;
    const failures = delivery.attempts.length + 1;
    const waitMs = options.retryDelaysMs[failures - 1];
    emulator.perform({}, ({ tx, realMs }) => {
      const now = tx.find('deliveries', delivery.id);
      if (!now) return;
      const event = tx.find('events', delivery.event);
      const over = delivered || waitMs === undefined;
      tx.put('deliveries', {
        ...now,
        state: delivered ? 'delivered' : waitMs === undefined ? 'failed' : 'pending',
        nextAtMs: realMs + (waitMs ?? 0),
        sequence: over ? now.sequence : null, // one that fails does not hold up those behind it
        attempts: [...now.attempts, { atMs: realMs, ...result }],
      });
      if (event && delivered) {
        const left = Math.max(0, event.object.pending_webhooks - 1);
        tx.put('events', { ...event, object: { ...event.object, pending_webhooks: left } });
      }
    });
    await emulator.durable();
    if (!delivered)
      log.warn({ event: job.event.type, endpoint: endpoint.id, ...result, waitMs }, 'a webhook was not accepted');
  }

  async function post({ delivery, endpoint, event }: Job): Promise<{ status: number | null; error?: string }> {
    const payload = JSON.stringify(event, null, 2);
    const seconds = Math.floor(Date.now() / 1_000) - (delivery.corrupt === 'timestamp' ? 3_600 : 0);
    const secret = delivery.corrupt === 'signature' ? `${endpoint.secret}-wrong` : endpoint.secret;
    const signature = signatureHeader(payload, secret, seconds);
    const body = delivery.corrupt === 'body' ? payload.replace('"evt_', '"evt_X') : payload;
    try {
      const answer = await fetch(endpoint.object.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(options.timeoutMs)]),
      });
      await answer.body?.cancel();
      return { status: answer.status };
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  emulator.onChange(wake);
  wake();
  return {
    idle() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        wake();
      });
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      clearImmediate(woken);
      await Promise.all(underWay.values());
      for (const resolve of waiting) resolve();
    },
  };
}

/** Whether another delivery of the same sequence has to be answered first. */
function isBehind(delivery: DeliveryRow, pending: readonly DeliveryRow[]): boolean {
  return pending.some((other) => other.sequence === delivery.sequence && other.place < delivery.place);
}

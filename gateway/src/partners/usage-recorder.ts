import { Fault } from '@bazaar/runtime/faults';
import { emptyHistogram, latencyClassOf } from '@bazaar/runtime/latency-histogram';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallCommand } from './call-command.ts';

/** One run of a partner's document. */
export interface DocumentRun {
  readonly partnerId: string;
  /** SHA-256 of the document, 64 lower-case hex digits. */
  readonly hash: string;
  readonly latencyMs: number;
  /** It was answered with an error, data or not. */
  readonly failed: boolean;
}

/** `full`: too much waited to be reported; `refused`: users refused the report; `ended`: it could not be reported before the process ended. */
export type LossReason = 'full' | 'refused' | 'ended';

/** Counts how partners' documents are used. `stop` reports what is left. */
export interface UsageRecorder extends Stoppable {
  /** Counts one run; costs no more than an addition. */
  record(run: DocumentRun): void;
}

/** What `users.recordDocumentUsage` takes, before it is written down. */
interface Counts {
  readonly partnerId: string;
  readonly hash: string;
  readonly day: string;
  calls: number;
  errors: number;
  totalLatencyMs: number;
  readonly latencyHistogram: number[];
  lastUsedMs: number;
}

interface Batch {
  /** Sent along each time, so that one that arrived without our knowing counts once. */
  readonly id: string;
  readonly entries: readonly Counts[];
  /** How often it was refused, rather than not answered. */
  refusals: number;
}

const EVERY_MS = 10_000;
/** What users takes at once. */
const BATCH_ENTRIES = 500;
/** Documents and days that are counted and not yet reported. Those beyond are not counted, and said so. */
const MAX_ENTRIES = 20_000;
/** A batch that users answers with a fault of its own so many times is given up. */
const MAX_REFUSALS = 5;
/** How long reports are tried for at the end, in milliseconds. */
const LAST_TRIES_MS = 5_000;
const LAST_TRY_EVERY_MS = 250;

/**
 * Adds up runs in memory and reports them every 10 seconds. What could not be reported is kept and sent again, as it was and by its id, before anything
 * newer: nothing counts twice, and a process that is killed loses its last seconds.
 */
export function createUsageRecorder(options: {
  readonly call: CallCommand;
  /** Told how many runs will never be reported, as soon as that is known. */
  readonly lost?: ((runs: number, why: LossReason) => void) | undefined;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}): UsageRecorder {
  const { call, lost, log, now = Date.now } = options;
  const counting = new Map<string, Counts>();
  /** The oldest first. */
  const unsent: Batch[] = [];
  let unsentEntries = 0;
  let uncounted = 0;
  let flushing: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;

  function countsOf({ partnerId, hash }: DocumentRun, nowMs: number): Counts | undefined {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    const key = `${partnerId} ${hash} ${day}`;
    const known = counting.get(key);
    if (known || counting.size + unsentEntries >= MAX_ENTRIES) return known;
    const fresh: Counts = {
      partnerId,
      hash,
      day,
      calls: 0,
      errors: 0,
      totalLatencyMs: 0,
      latencyHistogram: emptyHistogram(),
      lastUsedMs: nowMs,
    };
    counting.set(key, fresh);
    return fresh;
  }

  /** Closes what was counted until now into batches, whose contents do not change any more. */
  function cutBatches(): void {
    const entries = [...counting.values()];
    counting.clear();
    for (let start = 0; start < entries.length; start += BATCH_ENTRIES)
      unsent.push({ id: randomUUID(), entries: entries.slice(start, start + BATCH_ENTRIES), refusals: 0 });
    unsentEntries += entries.length;
  }

  function remove(batch: Batch): void {
    unsent.shift();
    unsentEntries -= batch.entries.length;
  }

  async function flush(): Promise<void> {
    if (uncounted > 0) {
      log.warn({ calls: uncounted }, 'runs of partners’ documents were not counted: too many reports wait');
      uncounted = 0;
    }
    if (unsent.length === 0) cutBatches();
    for (let batch = unsent[0]; batch; batch = unsent[0]) {
      try {
        await call('users.recordDocumentUsage', { batchId: batch.id, entries: batch.entries.map(toEntry) });
        remove(batch);
      } catch (error) {
        if (!isRefusal(error)) {
          log.warn({ err: error }, 'usage of partners’ documents could not be reported and is kept');
          return;
        }
        batch.refusals++;
        if (batch.refusals < MAX_REFUSALS) return;
        lost?.(callsOf([batch]), 'refused');
        log.error({ err: error, calls: callsOf([batch]) }, 'usage of partners’ documents was refused and is given up');
        remove(batch);
      }
    }
  }

  function flushOnce(): Promise<void> {
    flushing ??= flush().finally(() => {
      flushing = undefined;
    });
    return flushing;
  }

  async function reportTheRest(): Promise<void> {
    const giveUpAt = performance.now() + LAST_TRIES_MS;
    await flushing;
    for (;;) {
      // Twice: what waited, and what was counted while it did.
      await flushOnce();
      if (unsent.length === 0) await flushOnce();
      if (unsent.length === 0 && counting.size === 0) return;
      if (performance.now() > giveUpAt) break;
      await sleep(LAST_TRY_EVERY_MS);
    }
    cutBatches();
    lost?.(callsOf(unsent), 'ended');
    log.error({ calls: callsOf(unsent) }, 'usage of partners’ documents is lost: it could not be reported in time');
  }

  const timer = setInterval(() => void flushOnce(), EVERY_MS).unref();
  return {
    record(run) {
      const nowMs = now();
      const counts = countsOf(run, nowMs);
      if (!counts) {
        uncounted++;
        lost?.(1, 'full');
        return;
      }
      const index = latencyClassOf(run.latencyMs);
      counts.calls++;
      if (run.failed) counts.errors++;
      counts.totalLatencyMs += run.latencyMs;
      counts.latencyHistogram[index] = (counts.latencyHistogram[index] ?? 0) + 1;
      counts.lastUsedMs = nowMs;
    },
    stop() {
      clearInterval(timer);
      stopped ??= reportTheRest();
      return stopped;
    },
  };
}

function toEntry({ lastUsedMs, totalLatencyMs, ...counts }: Counts): object {
  return {
    ...counts,
    totalLatencyMs: Math.round(totalLatencyMs),
    lastUsedAt: new Date(lastUsedMs).toISOString(),
  };
}

/** Users answered, and would answer the same to the same: a bug on one of the sides. */
function isRefusal(error: unknown): boolean {
  return error instanceof Fault && error.code !== 'SUBGRAPH_UNAVAILABLE' && error.code !== 'TIMEOUT';
}

function callsOf(batches: readonly Batch[]): number {
  return batches.flatMap(({ entries }) => entries).reduce((sum, { calls }) => sum + calls, 0);
}

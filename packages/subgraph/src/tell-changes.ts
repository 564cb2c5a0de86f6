import { setTimeout as sleep } from 'node:timers/promises';
import { publishChanges } from '@bazaar/ephemeral/changes';
import type { PubSub } from '@bazaar/ephemeral/ephemeral';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';

const RETRY_MS = 1_000;
/** More than that are told as everything. */
const MAX_WAITING = 1_000;

/** Tells those who keep answers what has changed. */
export interface ChangeTeller extends Stoppable {
  tell(tags: readonly string[]): void;
  /** Resolves when everything that was to be told so far was told, or could not be at the first try; undefined when there is nothing to wait for. Never rejects. */
  told(): Promise<void> | undefined;
}

/**
 * Publishes changes at once, and those that could not be published again and again, as long as this process lives, and once more when it stops. What changed
 * while nobody could be told is in nobody's cache for longer than the hints allow.
 */
export function createChangeTeller(pubsub: PubSub, log: Logger, retryMs = RETRY_MS): ChangeTeller {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let waiting = new Set<string>();
  let retrying: Promise<void> | undefined;

  function keep(tags: Iterable<string>): void {
    for (const tag of tags) waiting.add(tag);
    if (waiting.size > MAX_WAITING) waiting = new Set(['*']);
  }

  /** All subgraphs of a process fail to tell for the same reason: that Redis is away stands in its log once. */
  function warn(error: unknown): void {
    const isOfRedis = error instanceof EphemeralUnavailable;
    if (isOfRedis && error.isTold) return;
    const why = isOfRedis ? { reason: error.message } : { err: error };
    log.warn(why, 'changes cannot be told at the moment; answers may be out of date');
  }

  async function publish(tags: readonly string[]): Promise<void> {
    try {
      await publishChanges(pubsub, tags);
    } catch (error) {
      if (!retrying) warn(error);
      keep(tags);
      retrying ??= retry();
    }
  }

  /** What joins while it publishes is a change of its own, even of the same thing: it waits for the next turn. */
  async function publishWaiting(): Promise<void> {
    const tags = waiting;
    waiting = new Set();
    try {
      await publishChanges(pubsub, [...tags]);
    } catch {
      keep(tags);
    }
  }

  async function retry(): Promise<void> {
    while (waiting.size > 0 && !stopping.signal.aborted) {
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      await publishWaiting();
    }
    // In the turn that saw nothing waiting: what fails from now on begins anew.
    retrying = undefined;
  }

  return {
    tell(tags) {
      const end = publish(tags).finally(() => underWay.delete(end));
      underWay.add(end);
    },
    told: () => (underWay.size > 0 ? Promise.all(underWay).then(() => undefined) : undefined),
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
      await retrying;
      if (waiting.size > 0) log.warn({ changes: waiting.size }, 'changes were not told; answers may be out of date');
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { publishChanges } from '@bazaar/ephemeral/changes';
import type { PubSub } from '@bazaar/ephemeral/ephemeral';
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

/** Publishes changes at once, and those that could not be published again and again, as long as this process lives. */
export function createChangeTeller(pubsub: PubSub, log: Logger): ChangeTeller {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let waiting = new Set<string>();
  let retrying: Promise<void> | undefined;

  async function publish(tags: readonly string[]): Promise<void> {
    try {
      await publishChanges(pubsub, tags);
    } catch (error) {
      if (waiting.size === 0)
        log.warn({ err: error }, 'changes cannot be told at the moment; answers may be out of date');
      for (const tag of tags) waiting.add(tag);
      if (waiting.size > MAX_WAITING) waiting = new Set(['*']);
      retrying ??= retry().finally(() => (retrying = undefined));
    }
  }

  async function retry(): Promise<void> {
    while (waiting.size > 0) {
      try {
        await sleep(RETRY_MS, undefined, { signal: stopping.signal });
      } catch {
        return;
      }
      const tags = [...waiting];
      const isTold = await publishChanges(pubsub, tags).then(
        () => true,
        () => false,
      );
      if (isTold) for (const tag of tags) waiting.delete(tag);
    }
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
    },
  };
}

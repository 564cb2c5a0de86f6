import { randomUUID } from 'node:crypto';
import { CHANGES_TOPIC, publishChanges, readChanges } from '@bazaar/ephemeral/changes';
import type { PubSub } from '@bazaar/ephemeral/ephemeral';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { ChangeLog } from './change-log.ts';

/** A burst of changes must not overflow into a gap, after which nothing is current. */
const MAX_QUEUED = 10_000;
/** How long a mutation's answer waits for the changes before it, in milliseconds. */
const CATCH_UP_MS = 250;

/** What has changed, as this process hears it. */
export interface ChangeFeed extends Stoppable {
  readonly log: ChangeLog;
  /** Changes arrive. While they do not, nothing kept may be used, and nothing is kept. */
  isHearing(): boolean;
  /**
   * Resolves when every change is known here that was published before: a message of its own has made the same way. When that takes longer than a
   * quarter of a second, everything counts as changed.
   */
  caughtUp(): Promise<void>;
}

/**
 * Follows the changes that subgraphs publish after they commit. Messages of one Redis, or of one process, arrive everywhere in one order. Whatever may
 * have been missed counts as changed: when the connection is lost, when it is back, and when this process fell behind.
 */
export function followChanges(
  pubsub: PubSub,
  { onChange: tell = () => undefined, log }: { onChange?: (() => void) | undefined; log: Logger },
): ChangeFeed {
  const changes = new ChangeLog();
  const expected = new Map<string, () => void>();
  const messages = pubsub.subscribe(CHANGES_TOPIC, { maxQueued: MAX_QUEUED });
  let isHearing = false;
  let stopped = false;

  function lose(): void {
    if (isHearing && !stopped) log.warn('changes are not heard: nothing is kept until they are');
    isHearing = false;
    changes.loseTrack();
    tell();
  }

  /** A message of its own gives answers from now on a position that other processes know. */
  function hear(): void {
    if (stopped) return;
    changes.loseTrack();
    isHearing = true;
    tell();
    publishChanges(pubsub, []).catch(() => undefined);
  }

  async function follow(): Promise<void> {
    for await (const event of messages) {
      if (event.kind === 'gap') hear();
      else {
        const { id, tags } = readChanges(event.message);
        changes.hear(id, tags);
        if (tags.length > 0) tell();
        expected.get(id)?.();
      }
    }
  }

  pubsub.onLost(lose);
  void follow();
  // When it is late it begins with a gap.
  messages.ready.then(hear, () => undefined);

  return {
    log: changes,
    isHearing: () => isHearing,
    async caughtUp() {
      if (!isHearing) return;
      const id = randomUUID();
      const arrived = new Promise<boolean>((resolve) => {
        const late = setTimeout(resolve, CATCH_UP_MS, false);
        expected.set(id, () => {
          clearTimeout(late);
          resolve(true);
        });
        publishChanges(pubsub, [], id).catch(() => resolve(false));
      });
      if (!(await arrived)) {
        changes.loseTrack();
        tell();
      }
      expected.delete(id);
    },
    async stop() {
      stopped = true;
      isHearing = false;
      await messages.return();
    },
  };
}

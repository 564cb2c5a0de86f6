import { readChanges } from '@bazaar/ephemeral/changes';
import type { PubSub } from '@bazaar/ephemeral/ephemeral';
import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createChangeTeller } from './tell-changes.ts';

interface Attempt {
  readonly tags: readonly string[];
  readonly end: (failure?: Error) => void;
}

/** A teller whose attempts to publish end when the test says so. */
function startTeller() {
  const attempts: Attempt[] = [];
  const pubsub: Pick<PubSub, 'publish'> = {
    publish: (_topic, message) =>
      new Promise((resolve, reject) => {
        const end = (failure?: Error): void => (failure ? reject(failure) : resolve());
        attempts.push({ tags: readChanges(message).tags, end });
      }),
  };
  /** The nth, from 0, once it is made. */
  async function attempt(index: number): Promise<Attempt> {
    await expect.poll(() => attempts.length).toBeGreaterThan(index);
    // It is there.
    return attempts[index] as Attempt;
  }
  const teller = createChangeTeller(pubsub as PubSub, collectLog().log, 5);
  return { teller, attempt, made: () => attempts.map(({ tags }) => tags) };
}

const away = new Error('away');
/** Longer than several tries take. */
const aWhile = (): Promise<void> => sleep(60);

test('what could not be told is told again until it is', async () => {
  const { teller, attempt, made } = startTeller();
  teller.tell(['Product:1']);
  (await attempt(0)).end(away);
  (await attempt(1)).end(away);
  (await attempt(2)).end();
  await aWhile();
  expect(made()).toEqual([['Product:1'], ['Product:1'], ['Product:1']]);
});

test('a change that fails while an earlier one of the same thing is told again is told once more', async () => {
  const { teller, attempt, made } = startTeller();
  teller.tell(['Product:1']);
  (await attempt(0)).end(away);
  const again = await attempt(1);
  teller.tell(['Product:1']);
  (await attempt(2)).end(away);
  await turn();
  again.end();
  (await attempt(3)).end();
  await aWhile();
  expect(made()).toHaveLength(4);
});

test('what waits at the end is tried once more', async () => {
  const { teller, attempt, made } = startTeller();
  teller.tell(['Product:1']);
  (await attempt(0)).end(away);
  await turn();
  const stopped = teller.stop();
  (await attempt(1)).end(away);
  await stopped;
  expect(made()).toHaveLength(2);
});

test('a failure after everything was told begins anew', async () => {
  const { teller, attempt, made } = startTeller();
  for (const round of [0, 2]) {
    teller.tell(['Product:1']);
    (await attempt(round)).end(away);
    (await attempt(round + 1)).end();
  }
  await aWhile();
  expect(made()).toHaveLength(4);
});

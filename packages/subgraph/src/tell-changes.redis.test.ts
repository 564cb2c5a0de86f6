import { CHANGES_TOPIC, readChanges } from '@bazaar/ephemeral/changes';
import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { createRedisEphemeral } from '@bazaar/ephemeral/redis';
import { createRedisPlace, isRedisThere, silentLog, startRedisProxy } from '@bazaar/ephemeral/testing/test-redis';
import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createChangeTeller } from './tell-changes.ts';

/** What a process that never loses Redis hears of changes, and whether it lost anything. */
async function listen(ephemeral: Ephemeral): Promise<{ heard: string[]; gaps: () => number }> {
  const heard: string[] = [];
  let gaps = 0;
  const messages = ephemeral.pubsub.subscribe(CHANGES_TOPIC);
  void (async () => {
    for await (const event of messages) {
      if (event.kind === 'gap') gaps += 1;
      else heard.push(...readChanges(event.message).tags);
    }
  })();
  await messages.ready;
  return { heard, gaps: () => gaps };
}

describe.skipIf(!(await isRedisThere()))('Redis that is away from a subgraph while gateways hear it', () => {
  async function start() {
    const place = createRedisPlace();
    const proxy = await startRedisProxy();
    onTestFinished(async () => {
      await place.stop();
      await proxy.stop();
    });
    const gateway = await listen(place.open());
    return { place, proxy, gateway, ephemeral: place.open(proxy.url) };
  }

  test('is told all that has changed as soon as it is back', async () => {
    const { proxy, gateway, ephemeral } = await start();
    const teller = createChangeTeller(ephemeral.pubsub, silentLog);
    teller.tell(['*']);
    await expect.poll(() => gateway.heard).toEqual(['*']);
    proxy.cut();
    teller.tell(['Product:1']);
    await teller.told();
    teller.tell(['Product:1', 'Product:2']);
    await teller.told();
    expect(gateway.heard).toEqual(['*']);
    proxy.restore();
    await expect.poll(() => gateway.heard).toEqual(['*', 'Product:1', 'Product:2']);
    teller.tell(['Product:3']);
    await expect.poll(() => gateway.heard.at(-1)).toBe('Product:3');
    expect(gateway.gaps()).toBe(0);
    await teller.stop();
  });

  test('is told by a process that ends what it could not tell before', async () => {
    const { place, proxy, gateway } = await start();
    const ephemeral = place.open(proxy.url);
    const teller = createChangeTeller(ephemeral.pubsub, silentLog);
    teller.tell(['*']);
    await expect.poll(() => gateway.heard).toEqual(['*']);
    proxy.cut();
    teller.tell(['Product:1']);
    await teller.told();
    proxy.restore();
    await expect
      .poll(() =>
        ephemeral.pubsub.publish('other', 'x').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await teller.stop();
    await expect.poll(() => gateway.heard).toEqual(['*', 'Product:1']);
  });

  test('stands in the log once, however many subgraphs of a process cannot tell', async () => {
    const { log, lines } = collectLog();
    const ephemeral = createRedisEphemeral({ url: 'redis://127.0.0.1:1', keyPrefix: 'test-unreachable:', log });
    const tellers = Array.from({ length: 5 }, () => createChangeTeller(ephemeral.pubsub, log));
    for (const teller of tellers) teller.tell(['*']);
    for (const teller of tellers) await teller.told();
    await ephemeral.stop();
    expect(lines.map(({ msg }) => msg)).toEqual(['Redis is away: this process goes on by itself']);
    await Promise.all(tellers.map((teller) => teller.stop()));
  });
});

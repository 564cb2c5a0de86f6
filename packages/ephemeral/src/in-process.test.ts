import { describe, expect, test } from 'vitest';
import { createInProcessEphemeral } from './in-process.ts';
import { createSessionDenylist } from './session-denylist.ts';
import { describeEphemeralContract } from './testing/contract.ts';

describe('in one process', () => {
  describeEphemeralContract(() => {
    const ephemeral = createInProcessEphemeral();
    return { open: () => ephemeral, stop: () => ephemeral.stop() };
  });

  test('a denial counts for everyone in the process at once, without a wait', () => {
    const ephemeral = createInProcessEphemeral();
    const [users, gateway] = [createSessionDenylist(ephemeral), createSessionDenylist(ephemeral)];
    const told: string[] = [];
    gateway.onDenied((sessionId) => told.push(sessionId));
    void users.deny('ses_1', 60_000);
    expect(gateway.isDenied('ses_1')).toBe(true);
    expect(gateway.isDenied('ses_2')).toBe(false);
    expect(told).toEqual(['ses_1']);
  });

  test('the cache is bounded: what is used least goes first', async () => {
    const { cache } = createInProcessEphemeral();
    await cache.set('first', 'value', 60_000);
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 40; i += 1) await cache.set(`key ${i}`, megabyte, 60_000);
    expect([await cache.get('first'), await cache.get('key 0')]).toEqual([null, null]);
    expect(await cache.get('key 39')).toBe(megabyte);
  });
});

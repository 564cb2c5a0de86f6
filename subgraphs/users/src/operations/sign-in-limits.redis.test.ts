import { createRedisPlace, isRedisThere, startRedisProxy, type RedisPlace } from '@bazaar/ephemeral/testing/test-redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestUsers, type TestUsers } from '../testing/test-users.ts';

describe.skipIf(!(await isRedisThere()))('sign-in limits of two processes that share a Redis', () => {
  let place: RedisPlace;
  let processes: readonly TestUsers[];

  beforeAll(async () => {
    place = createRedisPlace();
    const first = await startTestUsers({ ephemeral: place.open() });
    const second = await startTestUsers({ ephemeral: place.open(), databaseUrl: first.databaseUrl });
    processes = [second, first];
  });
  afterAll(async () => {
    for (const users of processes) await users.stop();
    await place.stop();
  });

  async function attempt(users: TestUsers, email: string, password: string, address: string): Promise<string> {
    const document = 'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { user { id } } }';
    const { data, errors } = await users.ask(document, { input: { email, password } }, null, address);
    if (errors) return String(errors[0]?.extensions?.['code']);
    return (data as { userSignIn: { user: unknown } }).userSignIn.user ? 'signed in' : 'refused';
  }

  test('are one count for both, and a process that starts later knows it', async () => {
    const { email } = await processes[0]!.register();
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, index) => attempt(processes[index % 2]!, email, 'a wrong guess', '203.0.113.1')),
    );
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(10);
    const later = await startTestUsers({ ephemeral: place.open(), databaseUrl: processes[0]!.databaseUrl });
    expect(await attempt(later, email, PASSWORD, '203.0.113.1')).toBe('RATE_LIMITED');
    await later.stop();
  });

  test('an address that is known to one is known to the other', async () => {
    const [one, other] = processes;
    const { email } = await one!.register();
    expect(await attempt(one!, email, PASSWORD, '203.0.113.2')).toBe('signed in');
    await Promise.all(
      Array.from({ length: 60 }, (_, stranger) =>
        attempt(processes[stranger % 2]!, email, 'a wrong guess', `198.51.100.${stranger}`),
      ),
    );
    expect(await attempt(other!, email, PASSWORD, '198.51.100.200')).toBe('RATE_LIMITED');
    expect(await attempt(other!, email, PASSWORD, '203.0.113.2')).toBe('signed in');
  });

  test('what is kept in Redis has an end and names no e-mail address', async () => {
    await attempt(processes[0]!, 'nobody@example.com', 'a wrong guess', '203.0.113.3');
    const keys = await place.admin.keys(`${place.keyPrefix}*`);
    expect(keys.filter((key) => key.includes('@'))).toEqual([]);
    const ends = await Promise.all(keys.filter((key) => /sign/.test(key)).map((key) => place.admin.pttl(key)));
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((ms) => ms <= 0)).toEqual([]);
  });

  test('signing in goes on while Redis is away', async () => {
    const proxy = await startRedisProxy();
    const users = await startTestUsers({ ephemeral: place.open(proxy.url), databaseUrl: processes[0]!.databaseUrl });
    const { email } = await users.register();
    proxy.cut();
    expect(await attempt(users, email, PASSWORD, '203.0.113.4')).toBe('signed in');
    await users.stop();
    await proxy.stop();
  });
});

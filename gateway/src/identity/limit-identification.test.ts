import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const FIRST = { 'x-forwarded-for': '192.0.2.1' };
const OTHER = { 'x-forwarded-for': '192.0.2.2' };

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture('memory', {
    rateLimits: {
      settings: rateLimitSettings.parse({ failedIdentifications: 2 }),
      counters: createInProcessEphemeral().counters,
      now: () => 1_000_000_000_000,
    },
  });
});
afterEach(() => fixture.stop());

const tryToken = (token: string, from: Record<string, string>) =>
  fixture.ask('{ __typename }', {}, { authorization: `Bearer ${token}`, ...from });

it('tokens of an address that has sent too many bad ones are not looked at, good ones neither', async () => {
  const good = await fixture.token();
  for (let tries = 0; tries < 3; tries++) expect((await tryToken(`forged${tries}`, FIRST)).status).toBe(401);
  for (const token of ['forged', good]) {
    const { status, headers, body } = await tryToken(token, FIRST);
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([429, 'RATE_LIMITED']);
    expect(headers.get('retry-after')).not.toBeNull();
  }
  expect((await fixture.ask('{ __typename }', {}, FIRST)).status).toBe(200);
  expect((await tryToken(good, OTHER)).status).toBe(200);
});

it('good tokens are not counted', async () => {
  const good = await fixture.token();
  for (let tries = 0; tries < 10; tries++) expect((await tryToken(good, FIRST)).status).toBe(200);
});

it('those of its sockets are neither', async () => {
  for (let tries = 0; tries < 3; tries++) await tryToken(`forged${tries}`, FIRST);
  const { socket, send, closed } = await openRawSocket(fixture.gateway.url, {
    introduce: false,
    client: { headers: FIRST },
  });
  send({ type: 'connection_init', payload: { token: await fixture.token() } });
  expect((await closed).code).toBe(1013);
  socket.terminate();
});

import { expect, it, onTestFinished } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import type { GatewayOptions } from '../gateway.ts';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { startFixture } from '../testing/start-fixture.ts';

const ASKED = '{ __typename }';
const limited = (settings: object): Partial<GatewayOptions> => ({
  production: true,
  rateLimits: { settings: rateLimitSettings.parse(settings), counters: createInProcessEphemeral().counters },
});
const STRANGERS = limited({ anonymous: { query: 100 } });

async function start(options: Partial<GatewayOptions>) {
  const fixture = await startFixture('memory', options);
  onTestFinished(() => fixture.stop());
  const warnings = () => fixture.logged.filter(({ msg }) => String(msg).startsWith('rate limits count no strangers'));
  return { ...fixture, warnings };
}

it('limits that count no strangers are told of once, with the address that says for nobody whom it asks', async () => {
  const { ask, connect, warnings } = await start(STRANGERS);
  for (let times = 0; times < 3; times += 1) expect((await ask(ASKED)).status).toBe(200);
  const client = connect();
  await client.iterate({ query: ASKED }).next();
  await client.dispose();
  expect(warnings()).toMatchObject([{ level: 40, proxy: '127.0.0.1' }]);
});

it.each<[string, Partial<GatewayOptions>, { readonly forwarded?: string; readonly isKnown?: boolean }]>([
  ['of strangers whom a proxy tells', STRANGERS, { forwarded: '192.0.2.1' }],
  ['of those who sign in, who are counted by that', STRANGERS, { isKnown: true }],
  ['where the address is no proxy’s', { ...STRANGERS, trustedProxies: [] }, {}],
  ['where no stranger is limited', limited({ signedIn: { query: 100 } }), {}],
  ['where nobody is limited', { production: true }, {}],
  ['to developers', { ...STRANGERS, production: false }, {}],
])('they are not told %s', async (_, options, { forwarded, isKnown }) => {
  const { ask, token, warnings } = await start(options);
  const headers = {
    ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
    ...(isKnown && { authorization: `Bearer ${await token()}` }),
  };
  expect((await ask(ASKED, {}, headers)).status).toBe(200);
  expect(warnings()).toEqual([]);
});

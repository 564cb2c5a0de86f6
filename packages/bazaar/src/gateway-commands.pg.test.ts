import { createInternalTokenMinter } from '@bazaar/gateway/identity/internal-tokens';
import { createHttpCommands, type CallCommand } from '@bazaar/gateway/partners/call-command';
import { createPartnerDirectory } from '@bazaar/gateway/partners/partner-directory';
import { readPartnerKey } from '@bazaar/gateway/partners/partner-key';
import { createUsageRecorder } from '@bazaar/gateway/partners/usage-recorder';
import { generatePrivateJwk, toPublicJwk } from '@bazaar/identity/ed25519';
import { createInternalTokenVerifier } from '@bazaar/identity/internal-tokens';
import { viewerFromCaller } from '@bazaar/identity/viewer';
import { createHealth } from '@bazaar/runtime/health';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { serveDoors } from '@bazaar/subgraph/http/serve-doors';
import { publishDocuments } from '@bazaar/users/operations/publish-documents';
import { suspendPartner } from '@bazaar/users/operations/suspend-partner';
import { newDocument, newPartner, partnersOf } from '@bazaar/users/testing/test-partners';
import { startTestUsers, type TestUsers } from '@bazaar/users/testing/test-users';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGatewayCommands } from './gateway-commands.ts';

const log = createLogger({ name: 'test', level: 'silent' });
const lifecycle = createLifecycle(log);
const calls: Record<string, CallCommand> = {};
let users: TestUsers;

beforeAll(async () => {
  users = lifecycle.add('users', await startTestUsers());
  const signingKey = generatePrivateJwk();
  const trusted = { gateway: toPublicJwk(signingKey) };
  const served = await serveDoors(lifecycle, {
    subgraph: users,
    verify: createInternalTokenVerifier({ audience: 'users', trusted }),
    health: createHealth(lifecycle.stopping),
    host: '127.0.0.1',
    port: 0,
    internalPort: 0,
    log,
  });
  const mintToken = await createInternalTokenMinter({ issuer: 'gateway', signingKey });
  const overHttp = lifecycle.add(
    'commands',
    createHttpCommands({ subgraph: 'users', url: served.internalPort.url, mintToken }),
  );
  calls['over HTTP'] = overHttp.call;
  calls['in process'] = createGatewayCommands((name) => (name === 'users' ? users.internal : undefined));
});
afterAll(() => lifecycle.stop());

describe.each(['in process', 'over HTTP'])('%s', (mode) => {
  const call: CallCommand = (name, input) => calls[mode]!(name, input);

  test('a key leads to its partner, the partner to its documents, and their use comes back', async () => {
    const context = partnersOf(users, () => new Date());
    const { partner, secret, key } = await newPartner(context);
    const document = newDocument(`Feed${mode.length}`);
    await publishDocuments(context, partner, [document]);

    const given = readPartnerKey({ authorization: `Bearer ${secret}` });
    if (given.kind !== 'key') throw new Error(given.kind);
    const directory = createPartnerDirectory({ call });
    const known = await directory.identify(given.hash);
    expect(known).toMatchObject({ id: partner.id, keyId: key.id, handle: partner.handle });
    // What the gateway passes on is what subgraphs take.
    expect(viewerFromCaller(known?.caller ?? null)).toMatchObject({ kind: 'partner', scopes: ['catalog:read'] });
    const found = await directory.findDocument(partner.id, document.hash);
    expect(found).toEqual({ text: document.text, cost: document.cost });

    const recorder = createUsageRecorder({ call, log });
    for (const latencyMs of [3, 4, 500])
      recorder.record({ partnerId: partner.id, hash: document.hash, latencyMs, failed: latencyMs > 100 });
    await recorder.stop();
    const answer = await users.answer(
      '{ myPartner { documents { nodes { usage { calls errors } } } } }',
      {},
      known?.caller,
    );
    expect(answer).toEqual({ myPartner: { documents: { nodes: [{ usage: { calls: 3, errors: 1 } }] } } });
  });

  test('a suspended partner is nobody to a gateway that did not know it', async () => {
    const context = partnersOf(users, () => new Date());
    const { partner, secret } = await newPartner(context);
    await suspendPartner(context, partner.handle, true);
    const given = readPartnerKey({ 'x-api-key': secret });
    if (given.kind !== 'key') throw new Error(given.kind);
    expect(await createPartnerDirectory({ call }).identify(given.hash)).toBeNull();
  });

  test('what is refused, and who is away, is a fault', async () => {
    await expect(call('users.identifyPartnerKey', { keyHash: 'short' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(call('users.findContact', { userId: 'usr_1' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('in process a subgraph that has not started is unavailable', async () => {
  const call = createGatewayCommands(() => undefined);
  await expect(call('users.identifyPartnerKey', {})).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
});

test('over HTTP a subgraph that is away is unavailable', async () => {
  const mintToken = () => Promise.resolve('token');
  const { call, stop } = createHttpCommands({ subgraph: 'users', url: 'http://127.0.0.1:1', mintToken });
  await expect(call('users.identifyPartnerKey', {})).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  await stop();
});

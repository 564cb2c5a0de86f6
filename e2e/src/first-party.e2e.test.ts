import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { documentSettings, openDocuments } from '@bazaar/gateway/documents/open-documents';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApollo } from './first-party/open-apollo.ts';
import { openUrql } from './first-party/open-urql.ts';
import { OPERATIONS, readOperation, runTool, type FirstParty } from './support/first-party.ts';
import type { TestOffer } from './support/goods.ts';
import { buy, fillCart, readOrder, registerShopper } from './support/shopping.ts';
import { startHttpMarket, type HttpMarket } from './support/start-http-market.ts';
import { until } from './support/until.ts';

const UNREGISTERED = 'query Unregistered { categories { id } }';
const REFUSED = { safelist: 'DOCUMENT_NOT_REGISTERED', idsOnly: 'PERSISTED_QUERY_ID_REQUIRED' } as const;
const MODES = ['safelist', 'idsOnly'] as const;
type Mode = (typeof MODES)[number];

let market: HttpMarket;
let offer: TestOffer;
let folder: string;
/** By mode. */
const gateways = new Map<Mode, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-first-party-'));
  await Promise.all([writeApolloManifest(), writeClientPreset()]);
  market = await startHttpMarket();
  offer = await market.offer(market.vendors[0], { stock: 100, amount: 1_500 });
  const manifests = [join(folder, 'persisted-query-manifest.json'), join(folder, 'gql', 'persisted-documents.json')];
  for (const mode of MODES) {
    const settings = documentSettings.parse({ mode, manifests });
    const documents = await openDocuments(settings, createInProcessEphemeral());
    gateways.set(mode, await market.openGateway({ documents }));
  }
}, 180_000);
afterAll(async () => {
  await market?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function writeApolloManifest(): Promise<void> {
  const config = join(folder, 'persisted-query-manifest.config.json');
  const output = join(folder, 'persisted-query-manifest.json');
  await writeFile(config, JSON.stringify({ documents: [OPERATIONS], output }));
  await runTool('generate-persisted-query-manifest', ['--config', config]);
}

async function writeClientPreset(): Promise<void> {
  const output = join(folder, 'gql');
  await mkdir(output);
  const config = join(folder, 'codegen.json');
  const generates = { [`${output}/`]: { preset: 'client', presetConfig: { persistedDocuments: true } } };
  await writeFile(config, JSON.stringify({ schema: 'schema/api.graphql', documents: OPERATIONS, generates }));
  await runTool('graphql-codegen', ['--config', config]);
}

describe.each(MODES)('in mode %s', (mode) => {
  describe.each([
    ['Apollo Client', openApollo],
    ['urql', openUrql],
  ])('%s', (_, open) => {
    async function start(token: string | null = null): Promise<FirstParty> {
      return open({ url: gateways.get(mode) ?? '', token, folder });
    }

    it('reads by GET, with a tag under which nothing is sent twice', async () => {
      const client = await start();
      expect(await client.run('query', 'Shelf', { first: 1 })).toMatchObject({
        products: { nodes: [{ id: expect.stringMatching(/^prd_/), title: expect.any(String) }] },
      });
      const [asked] = client.exchanges;
      expect([client.exchanges.length, asked?.method]).toEqual([1, 'GET']);
      expect(new URL(asked?.url ?? '').searchParams.has('query')).toBe(false);
      const etag = asked?.response.headers.get('etag') ?? '';
      const headers = { ...Object.fromEntries(asked?.headers ?? []), 'if-none-match': etag };
      const again = await fetch(asked?.url ?? '', { headers });
      expect([etag, again.status, await again.text()]).toEqual([expect.stringMatching(/^(W\/)?".+"$/), 304, '']);
      await client.stop();
    });

    it('changes something, and hears of it over a WebSocket', async () => {
      const shopper = await registerShopper(market.url);
      const { order } = await buy(shopper, await fillCart(shopper, [{ offer, quantity: 1 }]));
      const id = order?.id ?? '';
      const vendorOrderId = (await readOrder(shopper, id)).vendorOrders[0]?.id ?? '';
      const buyer = await start(shopper.token);
      const heard: unknown[] = [];
      await buyer.follow('Follow', { id }, (data) => heard.push(data));
      const status = (value: string) => ({
        orderUpdated: { id, vendorOrders: [{ id: vendorOrderId, status: value }] },
      });
      await until('the order as it is', () => heard.length > 0);
      expect(heard[0]).toMatchObject(status('CONFIRMED'));

      const owner = await start(await signedIn(market.vendors[0].owner));
      expect(await owner.run('mutation', 'Start', { input: { vendorOrderId } })).toMatchObject({
        vendorOrderStartProcessing: { vendorOrder: { id: vendorOrderId, status: 'PROCESSING' } },
      });
      const [asked] = owner.exchanges;
      expect([asked?.method, asked?.body]).toEqual(['POST', expect.not.stringContaining('"query"')]);
      await expect.poll(() => heard.at(-1)).toMatchObject(status('PROCESSING'));
      await Promise.all([buyer.stop(), owner.stop()]);
    });

    it('is refused what was not registered', async () => {
      const client = await start();
      expect(await client.runUnregistered(UNREGISTERED)).toBe(REFUSED[mode]);
      await client.stop();
    });
  });
});

it('a safelist takes the text of a registered operation, its fragments in whatever order, and no other', async () => {
  const shelf = print(await readOperation('Shelf'));
  expect(shelf.indexOf('fragment')).toBeLessThan(shelf.indexOf('query'));
  const ask = async (query: string) => {
    const response = await fetch(`${gateways.get('safelist')}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { first: 1 } }),
    });
    return response.status;
  };
  expect([await ask(shelf), await ask(shelf.replace('title', 'title title'))]).toEqual([200, 403]);
});

async function signedIn(account: { readonly email: string; readonly password: string }): Promise<string> {
  const response = await fetch(`${market.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { tokens { accessToken } } }',
      variables: { input: { email: account.email, password: account.password } },
    }),
  });
  // The answer of the operation above.
  const { data } = (await response.json()) as { data: { userSignIn: { tokens: { accessToken: string } } } };
  return data.userSignIn.tokens.accessToken;
}

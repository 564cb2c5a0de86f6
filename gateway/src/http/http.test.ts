import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClient } from 'graphql-ws';
import type { GatewayOptions } from '../gateway.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { defaultOrigins, isAllowedOrigin } from './cors.ts';

describe('HTTP', () => {
  let fixture: Fixture;
  let url: string;
  beforeAll(async () => {
    fixture = await startFixture('memory', { allowedOrigins: ['https://shop.test'], requestBodyLimitBytes: 10_000 });
    url = fixture.gateway.url;
  });
  afterAll(() => fixture.stop());

  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/graphql') =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it('answers GET queries, and refuses GET mutations', async () => {
    const get = (query: string) =>
      fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await (await get('{ product(sku: "a") { name } }')).json()).toEqual({
      data: { product: { name: 'Apple' } },
    });
    expect((await get('mutation { rename(sku: "a", name: "x") { name } }')).status).toBe(405);
  });

  it('refuses what a foreign page could send without a preflight', async () => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', body: '{"query":"{ __typename }"}' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CSRF');
  });

  it('speaks both media types', async () => {
    const accept = async (type: string) =>
      (await post('{"query":"{ __typename }"}', { accept: type })).headers.get('content-type');
    expect(await accept('application/graphql-response+json')).toContain('application/graphql-response+json');
    expect(await accept('application/json')).toContain('application/json');
  });

  it('refuses a body over the limit, announced or not, with 413 and JSON', async () => {
    const big = JSON.stringify({ query: `{ __typename } #${'x'.repeat(20_000)}` });
    const announced = await post(big);
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
    const streamed = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([big]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    expect((await post(randomBytes(20_000), {}, '/webhooks/stripe')).status).toBe(413);
  });

  it('answers JSON that is none, and JSON that is no request, with 400 and JSON', async () => {
    for (const body of ['{"query":', '[]', '"x"', '{}', '{"query":1}', '{"query":"{ __typename }","variables":"x"}']) {
      const response = await post(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
  });

  it('says what is wrong with a request in its own words', async () => {
    const message = async (body: string) =>
      ((await (await post(body)).json()) as { errors: { message: string }[] }).errors.map((error) => error.message);
    expect(await message('[]')).toEqual(['The request is malformed: it must be one object.']);
    expect(await message('{"query":1}')).toEqual(['The request is malformed: query must be a text.']);
    expect(await message('{"query":"{ __typename }","variables":[]}')).toEqual([
      'The request is malformed: variables must be an object.',
    ]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('takes no operation by %s, and says by what', async (method) => {
    const answer = await fetch(`${url}/graphql`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const told = method === 'HEAD' ? '' : 'Operations are taken by GET and POST.';
    expect(await answer.text()).toContain(told);
  });

  it('answers unknown paths with 404 and JSON', async () => {
    const response = await fetch(`${url}/admin`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('names itself nowhere and hardens every answer', async () => {
    for (const response of [await post('{"query":"{ __typename }"}'), await fetch(`${url}/nope`)]) {
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(response.headers.get('server')).toBeNull();
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('keeps a good request id and replaces a bad one', async () => {
    const idFor = async (given: string) =>
      (await post('{"query":"{ __typename }"}', { 'x-request-id': given })).headers.get('x-request-id');
    expect(await idFor('abc-123')).toBe('abc-123');
    expect(await idFor('a b<script>')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(500))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets pages of allowed origins read answers, and no others', async () => {
    const origins = async (origin: string) =>
      (await post('{"query":"{ __typename }"}', { origin })).headers.get('access-control-allow-origin');
    expect(await origins('https://shop.test')).toBe('https://shop.test');
    expect(await origins('https://evil.test')).toBeNull();
    const preflight = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.test', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
    for (const name of ['authorization', 'x-api-key', 'if-none-match', 'traceparent', 'tracestate', 'x-request-id'])
      expect(allowed).toContain(name);
    expect(preflight.headers.get('vary')).toContain('Origin');
  });

  it('logs one line per request: operation, status, duration, and no variables', async () => {
    fixture.logged.length = 0;
    await fixture.ask('query Greet($s: String!) { product(sku: $s) { name } }', { s: 'topsecret' });
    await expect.poll(() => fixture.logged.filter(({ msg }) => msg === 'request')).toHaveLength(1);
    expect(fixture.logged.find(({ msg }) => msg === 'request')).toMatchObject({
      operation: 'Greet',
      status: 200,
      method: 'POST',
      path: '/graphql',
      requestId: expect.any(String) as string,
      durationMs: expect.any(Number) as number,
    });
    expect(JSON.stringify(fixture.logged)).not.toContain('topsecret');
  });
});

describe('pages of other origins', () => {
  it.each<[string, Partial<GatewayOptions>, string, string | null]>([
    [
      'may not send cookies unless settings say so',
      { allowedOrigins: ['https://shop.test'] },
      'https://shop.test',
      null,
    ],
    [
      'may where they are named',
      { allowedOrigins: ['https://shop.test'], allowCredentials: true },
      'https://shop.test',
      'true',
    ],
    [
      'may not where others are named',
      { allowedOrigins: ['https://shop.test'], allowCredentials: true },
      'https://evil.test',
      null,
    ],
    ['may not where all may read answers', { allowedOrigins: '*', allowCredentials: true }, 'https://shop.test', null],
  ])('%s', async (_, options, origin, told) => {
    const { gateway, stop } = await startFixture('memory', options);
    const answers = await Promise.all([
      fetch(`${gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      }),
      fetch(`${gateway.url}/graphql?query={__typename}`, { headers: { origin, 'apollo-require-preflight': '1' } }),
    ]);
    const credentials = answers.map(({ headers }) => headers.get('access-control-allow-credentials'));
    expect(credentials).toEqual([told, told]);
    await stop();
  });

  it('may send the headers that settings name, beside those that subgraphs get to see', async () => {
    const { gateway, stop } = await startFixture('memory', {
      allowHeaders: ['x-tenant'],
      forwardHeaders: ['x-locale'],
    });
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost' },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['content-type', 'x-tenant', 'x-locale']));
    await stop();
  });
});

describe('where no origins are named', () => {
  it.each([
    [false, 'http://localhost:5173', true],
    [false, 'http://shop.localhost:3000', true],
    [false, 'https://127.0.0.1', true],
    [false, 'http://[::1]:8080', true],
    [false, 'https://evil.test', false],
    [false, 'http://localhost.evil.test', false],
    [false, 'http://127.0.0.1.evil.test', false],
    [false, 'null', false],
    [true, 'http://localhost:5173', false],
  ])(
    'outside production, pages of this machine read answers, and no others (%s, %s)',
    (production, origin, isAllowed) => {
      expect(isAllowedOrigin(origin, defaultOrigins(production))).toBe(isAllowed);
    },
  );

  it('holds for a gateway that is started so', async () => {
    const fixture = await startFixture('memory');
    const answer = await fetch(`${fixture.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:5173' },
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    await fixture.stop();
  });
});

describe('a client that leaves in the middle of its request', () => {
  it('is logged as that, and as no failure', async () => {
    const fixture = await startFixture();
    const socket = connect(fixture.gateway.port, '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await sleep(50);
    socket.destroy();
    await expect.poll(() => fixture.logged.find(({ msg }) => msg === 'request')).toMatchObject({ status: 499 });
    expect(fixture.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    await fixture.stop();
  });
});

describe('a port that is taken', () => {
  it('fails the start', async () => {
    const fixture = await startFixture();
    await expect(startFixture('memory', { port: fixture.gateway.port })).rejects.toThrow('EADDRINUSE');
    await fixture.stop();
  });
});

describe('production', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture('memory', { production: true });
  });
  afterAll(() => fixture.stop());

  it('has no introspection, no playground and no hints about the schema', async () => {
    const introspection = await fixture.ask('{ __schema { types { name } } }');
    expect(introspection.text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect((await fetch(`${fixture.gateway.url}/`, { headers: { accept: 'text/html' } })).status).toBe(404);
    const typo = await fixture.ask('{ product(sku: "a") { nam } }');
    expect(typo.text).not.toContain('Did you mean');
    expect(typo.headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe.each(['memory', 'http'] as const)('pass-through (%s)', (mode) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(mode);
  });
  afterAll(() => fixture.stop());

  const arrived = (name: 'products' | 'sellers') =>
    mode === 'http' ? fixture.servers.get(name)!.raw : fixture.doors.get(name)!.raw;

  it('hands on the bytes and the signature as they are, and no identity', async () => {
    const body = randomBytes(4_096);
    const response = await fetch(`${fixture.gateway.url}/webhooks/stripe`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': 't=1,v1=abc',
        authorization: 'Bearer x',
        'x-user-id': 'usr_1',
        cookie: 'a=b',
      },
      body,
    });
    expect(response.status).toBe(mode === 'http' ? 202 : 200);
    expect(response.headers.get('server')).toBeNull();
    const [request] = arrived('products');
    expect(request?.method).toBe('POST');
    expect(request?.path).toBe('/webhooks/stripe');
    expect(request?.body.equals(body)).toBe(true);
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': 't=1,v1=abc',
    });
    for (const name of ['authorization', 'x-user-id', 'cookie']) expect(request?.headers[name]).toBeUndefined();
  });

  it('renames the path where the route says so, and knows no other method', async () => {
    expect((await fetch(`${fixture.gateway.url}/.well-known/jwks.json`)).ok).toBe(true);
    expect(arrived('sellers')[0]?.path).toBe('/keys');
    expect((await fetch(`${fixture.gateway.url}/.well-known/jwks.json`, { method: 'POST' })).status).toBe(404);
  });
});

describe('stopping', () => {
  it('answers everything in flight, over HTTP and WebSocket, and then nothing', async () => {
    const fixture = await startFixture();
    const { gateway, world } = fixture;
    const socketUrl = `${gateway.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
    const slowOverSocket = client.iterate({ query: '{ slow(ms: 400) }' }).next();
    const events = client.iterate({ query: 'subscription { orderChanged(id: "o1") { status } }' });
    await events.next();
    const inFlight = Array.from({ length: 10 }, () => fixture.ask('{ slow(ms: 400) }'));
    await expect.poll(() => world.running).toBe(11);

    const ready = fetch(`${gateway.url}/health/ready`);
    expect((await ready).status).toBe(200);
    const stopping = gateway.stop();
    expect((await events.next()).done).toBe(true);
    for (const { status, body } of await Promise.all(inFlight))
      expect([status, body]).toEqual([200, { data: { slow: 'done' } }]);
    expect((await slowOverSocket).value).toEqual({ data: { slow: 'done' } });
    await stopping;
    await expect(fixture.ask('{ __typename }')).rejects.toThrow();
    expect(world.subscribers).toBe(0);
    await fixture.stop();
  });

  it('says 503 to load balancers before it stops listening', async () => {
    const fixture = await startFixture('memory', { timeouts: { drainDelayMs: 300 } });
    const stopping = fixture.gateway.stop();
    await sleep(50);
    expect((await fetch(`${fixture.gateway.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${fixture.gateway.url}/health/live`)).status).toBe(200);
    expect((await fixture.ask('{ product(sku: "a") { name } }')).body).toEqual({
      data: { product: { name: 'Apple' } },
    });
    await stopping;
    await fixture.stop();
  });

  it('cuts what does not end in time', async () => {
    const fixture = await startFixture('memory', { timeouts: { drainMs: 200 } });
    const asked = fixture.ask('{ slow(ms: 9000) }').catch(() => 'cut');
    await expect.poll(() => fixture.world.running).toBe(1);
    const startedAt = performance.now();
    await fixture.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await asked).toBe('cut');
  });

  it('is not held up by connections that never sent anything', async () => {
    const fixture = await startFixture();
    const silent = connect(fixture.gateway.port, '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    const startedAt = performance.now();
    await fixture.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('health', () => {
  it('keeps the names of the parts to itself', async () => {
    const fixture = await startFixture();
    expect((await fetch(`${fixture.gateway.url}/health`)).status).toBe(200);
    expect((await fetch(`${fixture.gateway.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${fixture.gateway.url}/health/detailed`)).status).toBe(404);
    await fixture.stop();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const NAMED = 'query Named($sku: String!) { product(sku: $sku) { name } }';
const UNKNOWN_FIELD = 'query Wrong($sku: String!) { prodct(sku: $sku) { name } }';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture('memory');
});
afterAll(() => fixture.stop());
beforeEach(() => void (fixture.logged.length = 0));

/** The lines of requests and operations, once there is one of `msg` and all requests are over. */
async function lines(msg: 'request' | 'operation'): Promise<Record<string, unknown>[]> {
  await expect.poll(() => fixture.logged.some((line) => line['msg'] === msg)).toBe(true);
  await lastRequest();
  return told();
}

const told = () =>
  fixture.logged.filter(({ msg, path }) => (msg === 'request' || msg === 'operation') && path !== LAST);

/** Written after the line of every request that was over before it. */
const LAST = '/last';
async function lastRequest(): Promise<void> {
  await (await fetch(`${fixture.gateway.url}${LAST}`)).text();
  await expect.poll(() => fixture.logged.some(({ path }) => path === LAST)).toBe(true);
}

async function askByHttp(query: string, operationName: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${fixture.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, operationName, variables: { sku: 'topsecret' } }),
  });
  await response.text();
}

function askBySocket(query: string, operationName: string): Promise<void> {
  const client = fixture.connect();
  const over = new Promise<void>((resolve) => {
    const done = (): void => resolve();
    client.subscribe(
      { query, operationName, variables: { sku: 'topsecret' } },
      { next: () => undefined, error: done, complete: done },
    );
  });
  return over.finally(() => void client.dispose());
}

describe('an operation that runs', () => {
  it.each([
    ['HTTP', {}],
    ['the lane of Apollo Server', { accept: 'text/html, application/json' }],
  ])('over %s is one line with its name', async (_, headers) => {
    await askByHttp(NAMED, 'Named', headers);
    const [line, ...others] = await lines('request');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ operation: 'Named', status: 200 });
    expect(line).not.toHaveProperty('code');
  });

  it.each([
    ['sse', 'text/event-stream'],
    ['multipart', 'multipart/mixed;subscriptionSpec=1.0'],
  ])('over %s is one line with its name and its transport', async (transport, accept) => {
    await askByHttp(NAMED, 'Named', { accept });
    const [line, ...others] = await lines('operation');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ operation: 'Named', transport, outcome: 'completed' });
  });

  it('over a WebSocket is one line with its name', async () => {
    await askBySocket(NAMED, 'Named');
    const [line, ...others] = await lines('operation');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ operation: 'Named', transport: 'websocket', outcome: 'completed' });
  });
});

describe('an operation that is refused', () => {
  it.each([
    ['HTTP', {}],
    ['SSE', { accept: 'text/event-stream' }],
    ['multipart', { accept: 'multipart/mixed;subscriptionSpec=1.0' }],
  ])('over %s is one line with the name it was given and the code', async (_, headers) => {
    await askByHttp(UNKNOWN_FIELD, 'Wrong', headers);
    const [line, ...others] = await lines('request');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ operation: 'Wrong', code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('over a WebSocket is one line with the name it was given and the code', async () => {
    await askBySocket(UNKNOWN_FIELD, 'Wrong');
    const [line, ...others] = await lines('operation');
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      operation: 'Wrong',
      transport: 'websocket',
      outcome: 'refused',
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });

  it('before it was read tells the code, too', async () => {
    await askByHttp(NAMED, 'Named', { authorization: 'Bearer forged' });
    expect((await lines('request'))[0]).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('has a name of bounded length', async () => {
    await askByHttp(NAMED, 'x'.repeat(5_000));
    expect((await lines('request'))[0]).toMatchObject({ operation: 'x'.repeat(100) });
  });
});

it('no line holds a variable, by whichever way it came', async () => {
  for (const query of [NAMED, UNKNOWN_FIELD]) {
    const name = query === NAMED ? 'Named' : 'Wrong';
    await askByHttp(query, name);
    await askByHttp(query, name, { accept: 'text/event-stream' });
    await askBySocket(query, name);
  }
  await expect.poll(() => told().length).toBe(6);
  expect(JSON.stringify(fixture.logged)).not.toContain('topsecret');
});

import { newId } from '@bazaar/ids/id';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { generatePrivateJwk, toPublicJwk } from '@bazaar/identity/ed25519';
import { createInternalTokenMinter, createInternalTokenVerifier } from '@bazaar/identity/internal-tokens';
import { Fault } from '@bazaar/runtime/faults';
import { createHealth } from '@bazaar/runtime/health';
import { createLifecycle, type Lifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import type { CallerClaims, OperationRequest, OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { newCaller } from '@bazaar/testkit/new-caller';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandEnvelope } from './commands.ts';
import { createHttpNeighbours } from './http/http-neighbours.ts';
import { serveDoors } from './http/serve-doors.ts';
import { createInProcessNeighbours } from './in-process-neighbours.ts';
import { migrationsOf } from './migrations.ts';
import type { Neighbours } from './neighbours.ts';
import { startSubgraph, type RunningSubgraph } from './start-subgraph.ts';
import { SECRET, createFixture, forgetNotes } from './testing/fixture/fixture.ts';
import { createHttpClient } from './testing/http-client.ts';

const keys = {
  gateway: generatePrivateJwk(),
  orders: generatePrivateJwk(),
  catalog: generatePrivateJwk(),
  stranger: generatePrivateJwk(),
};
const gatewayToken = createInternalTokenMinter({ issuer: 'gateway', privateKey: keys.gateway });
const ordersToken = createInternalTokenMinter({ issuer: 'orders', privateKey: keys.orders });
const catalogToken = createInternalTokenMinter({ issuer: 'catalog', privateKey: keys.catalog });

const { definition, events } = createFixture();
const ephemeral = createInProcessEphemeral();
const logged: string[] = [];
const log = createLogger({
  name: 'fixture',
  level: 'info',
  destination: new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  }),
});

let database: TestDatabase;
let subgraph: RunningSubgraph;
let served: { url: string; internalUrl: string };
const lifecycle: Lifecycle = createLifecycle(log);
const doors: Record<string, { door: SubgraphDoor; neighbours: Neighbours }> = {};

beforeAll(async () => {
  database = await createTestDatabase({ subgraphs: [{ schema: 'users', migrations: migrationsOf(definition) }] });
  lifecycle.add('ephemeral', ephemeral);
  subgraph = lifecycle.add(
    'subgraph',
    await startSubgraph(definition, {
      env: {},
      databaseUrl: database.url,
      poolSize: 5,
      ephemeral,
      // Here the fixture's own neighbours: nobody is there.
      neighbours: createInProcessNeighbours(() => undefined),
      log,
      now: () => new Date(),
    }),
  );
  const trusted = {
    gateway: toPublicJwk(keys.gateway),
    orders: toPublicJwk(keys.orders),
    catalog: toPublicJwk(keys.catalog),
  };
  const verify = createInternalTokenVerifier({ audience: 'users', trusted });
  const health = createHealth(lifecycle.stopping);
  health.add('postgres', () => subgraph.database.ping());
  const { port, internalPort } = await serveDoors(lifecycle, {
    subgraph,
    verify,
    health,
    host: '127.0.0.1',
    port: 0,
    internalPort: 0,
    log,
  });
  served = { url: port.url, internalUrl: internalPort.url };

  const client = lifecycle.add('client', createHttpClient(port.url, gatewayToken, 'users'));
  const urls = { users: internalPort.url, vendors: 'http://127.0.0.1:1', catalog: '', cart: '', orders: '' };
  // Each envelope names who asks; over HTTP that is whose token it is.
  const asOrders = lifecycle.add('neighbours', createHttpNeighbours(urls, ordersToken));
  const asCatalog = lifecycle.add('neighbours', createHttpNeighbours(urls, catalogToken));
  const asGateway = lifecycle.add('neighbours', createHttpNeighbours(urls, gatewayToken));
  doors['in process'] = {
    door: subgraph.door,
    neighbours: createInProcessNeighbours((name) => (name === 'users' ? subgraph.internal : undefined)),
  };
  doors['over HTTP'] = {
    door: client,
    neighbours: {
      command: (name, input, envelope) =>
        (envelope.from === 'orders' ? asOrders : envelope.from === 'gateway' ? asGateway : asCatalog).command(
          name,
          input,
          envelope,
        ),
      deliver: (listener, event, signal) => asOrders.deliver(listener, event, signal),
    },
  };
});
afterAll(async () => {
  await lifecycle.stop();
  await database.stop();
});
beforeEach(async () => {
  logged.length = 0;
  events.cancelled.length = 0;
  events.heard.length = 0;
  await forgetNotes(subgraph.database.reader);
});

function request(query: string, given: Partial<OperationRequest> = {}): OperationRequest {
  const deadline = given.deadline ?? Date.now() + 10_000;
  return { query, caller: null, requestId: 'request-1', signal: signalUntil(deadline), ...given, deadline };
}

function envelope(given: Partial<CommandEnvelope> = {}): CommandEnvelope {
  const signal = new AbortController().signal;
  return { from: 'orders', caller: null, requestId: 'request-1', deadline: Date.now() + 5_000, signal, ...given };
}

/** As the gateway makes it: a request's signal aborts at its deadline. */
function signalUntil(deadline: number): AbortSignal {
  const controller = new AbortController();
  const leftMs = deadline - Date.now();
  const expire = () => controller.abort(new Fault('TIMEOUT', 'The answer took too long.'));
  if (leftMs <= 0) expire();
  else if (Number.isFinite(leftMs)) setTimeout(expire, leftMs).unref();
  return controller.signal;
}

async function eventually(check: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !check(); round++) await sleep(10);
  expect(check()).toBe(true);
}

const codes = (response: OperationResponse): unknown[] =>
  (response.errors ?? []).map((error) => error.extensions?.['code']);

describe.each(['in process', 'over HTTP'])('%s', (mode) => {
  const execute = async (operation: OperationRequest) => doors[mode]!.door.execute(operation);
  const subscribe: SubgraphDoor['subscribe'] = (operation) => doors[mode]!.door.subscribe(operation);
  const command: Neighbours['command'] = (name, input, given) => doors[mode]!.neighbours.command(name, input, given);

  describe('operations', () => {
    test('carry variables, scalars and the chosen operation', async () => {
      const query =
        'query A { hello } query B($name: String!, $at: DateTime!) { hello(name: $name) echo(at: $at) price { amount formatted(locale: "de") } }';
      const at = '2026-03-01T13:00:00+01:00';
      const answer = await execute(request(query, { operationName: 'B', variables: { name: 'Ann', at } }));
      expect(answer.errors).toBeUndefined();
      expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
        hello: 'Hello, Ann!',
        echo: '2026-03-01T12:00:00.000Z',
        price: { amount: 123_456, formatted: expect.stringContaining('1.234,56') },
      });
    });

    test('carry the caller and the request id', async () => {
      const caller = newCaller();
      const query = '{ caller { kind id requestId } }';
      expect((await execute(request(query, { caller }))).data).toEqual({
        caller: { kind: 'user', id: caller.sub, requestId: 'request-1' },
      });
      expect((await execute(request(query))).data).toEqual({
        caller: { kind: 'anonymous', id: null, requestId: 'request-1' },
      });
    });

    test('carry where the client is, when it is known', async () => {
      const query = '{ caller { clientAddress } }';
      const clientAddress = '203.0.113.7';
      expect((await execute(request(query, { clientAddress }))).data).toEqual({ caller: { clientAddress } });
      expect((await execute(request(query))).data).toEqual({ caller: { clientAddress: null } });
    });

    test('a caller whose claims are malformed is refused as a whole', async () => {
      const caller = { ...newCaller(), sub: 'nobody' };
      await expect(execute(request('{ hello }', { caller }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    });

    test.each([
      ['a syntax error', '{ hello', undefined],
      ['a field that is not there', '{ helo }', undefined],
      ['a variable of the wrong type', 'query ($n: String!) { hello(name: $n) }', { n: 1 }],
      ['a missing variable', 'query ($n: String!) { hello(name: $n) }', {}],
      ['a date that is none', 'query ($at: DateTime!) { echo(at: $at) }', { at: 'tomorrow' }],
      ['a literal that is none', '{ echo(at: "tomorrow") }', undefined],
      ['an argument of the wrong type', '{ notes(first: "two") { edges { cursor } } }', undefined],
      ['null for an argument that cannot be', 'query ($n: String = "x") { hello(name: $n) }', { n: null }],
      ['null for a condition', 'query ($if: Boolean = true) { hello @include(if: $if) }', { if: null }],
      ['null for one below', 'query ($if: Boolean = true) { caller { id @include(if: $if) } }', { if: null }],
      ['too many tokens', `{ ${'hello '.repeat(20_001)} }`, undefined],
      [
        'a subscription that is executed',
        'subscription { noteChanged(id: 1) { id } } query Q { hello } query Q { hello }',
        undefined,
      ],
    ])('%s is the caller’s mistake', async (_, query, variables) => {
      const answer = await execute(request(query, { variables }));
      expect(answer.data ?? null).toBeNull();
      expect(new Set(codes(answer))).toEqual(new Set(['BAD_REQUEST']));
      expect(logged).toEqual([]);
    });

    test('what is no Fault is masked, keeps its path and the rest of the data, and is logged once with its cause', async () => {
      const answer = await execute(request('{ hello mine: broken }'));
      expect(answer).toEqual({
        data: { hello: 'Hello, world!', mine: null },
        errors: [{ message: 'Something went wrong.', path: ['mine'], extensions: { code: 'INTERNAL' } }],
      });
      expect(logged).toHaveLength(1);
      expect(JSON.parse(logged[0]!)).toMatchObject({
        err: { message: SECRET },
        path: ['mine'],
        requestId: 'request-1',
      });
    });

    test.each([
      'number',
      'colour',
      'moment',
      'untyped { __typename }',
      'unknown { __typename }',
      'foreign { __typename }',
      'refused { side }',
      'list',
    ])('an answer that cannot be is a bug as well, and nothing inside is named: %s', async (selection) => {
      const path = ['impossible', selection.split(' ')[0]];
      expect(await execute(request(`{ hello impossible { ${selection} } }`))).toEqual({
        data: { hello: 'Hello, world!', impossible: { [path[1]!]: null } },
        errors: [{ message: 'Something went wrong.', path, extensions: { code: 'INTERNAL' } }],
      });
      expect(logged).toHaveLength(1);
      expect(JSON.parse(logged[0]!)).toMatchObject({ level: 50, path, requestId: 'request-1' });
    });

    test('a broken non-null field takes its parent along, with an error', async () => {
      expect(await execute(request('{ hello brokenStrictly }'))).toEqual({
        data: null,
        errors: [{ message: 'Something went wrong.', path: ['brokenStrictly'], extensions: { code: 'INTERNAL' } }],
      });
    });

    test.each(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'SUBGRAPH_UNAVAILABLE', 'TIMEOUT'])(
      'a Fault %s keeps code, message and field, and nothing of its cause',
      async (code) => {
        const answer = await execute(
          request('query ($code: String!) { hello fault(code: $code) }', { variables: { code } }),
        );
        expect(answer).toEqual({
          data: { hello: 'Hello, world!', fault: null },
          errors: [{ message: `A fault: ${code}`, path: ['fault'], extensions: { code, field: ['code'] } }],
        });
        expect(JSON.stringify(answer)).not.toContain(SECRET);
        expect(logged).toEqual([]);
      },
    );

    test('at the deadline the request ends, and its work is told', async () => {
      const startedAt = Date.now();
      const operation = request('{ endless }', { deadline: startedAt + 150 });
      await expect(execute(operation)).rejects.toMatchObject({ code: 'TIMEOUT' });
      expect(Date.now() - startedAt).toBeLessThan(2_000);
      await eventually(() => events.cancelled.includes('query'));
    });

    test('a deadline that has passed begins nothing that lasts', async () => {
      await expect(execute(request('{ endless }', { deadline: Date.now() - 1_000 }))).rejects.toMatchObject({
        code: 'TIMEOUT',
      });
    });

    test('when the caller leaves, the work is told', async () => {
      const leaving = new AbortController();
      const answer = execute(request('{ endless }', { signal: leaving.signal }));
      answer.catch(() => undefined);
      await sleep(100);
      leaving.abort();
      await expect(answer).rejects.toThrow();
      await eventually(() => events.cancelled.includes('query'));
    });

    test('a neighbour that is away is said so, and the rest is there', async () => {
      const answer = await execute(request('{ hello asked }'));
      expect(answer.data).toEqual({ hello: 'Hello, world!', asked: null });
      expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    });
  });

  describe('subscriptions', () => {
    const NOTE = 'subscription ($id: Int!) { noteChanged(id: $id) { id text version } }';
    const write = (id: number, text: string) =>
      execute(
        request('mutation ($id: Int!, $text: String!) { noteWrite(id: $id, text: $text) { version } }', {
          variables: { id, text },
        }),
      );
    const next = async (iterator: AsyncIterator<OperationResponse>): Promise<unknown> => {
      const { done, value } = await iterator.next();
      return done ? 'the end' : (JSON.parse(JSON.stringify(value)) as unknown);
    };
    const note = (text: string, version: number) => ({ data: { noteChanged: { id: 1, text, version } } });
    const follow = () => subscribe(request(NOTE, { variables: { id: 1 }, deadline: Infinity }));

    test('begin with the current state, then every newer version; versions that are not newer are dropped', async () => {
      await write(1, 'first');
      const notes = follow();
      expect(await next(notes)).toEqual(note('first', 1));
      await write(1, 'second');
      expect(await next(notes)).toEqual(note('second', 2));
      await ephemeral.pubsub.publish('note:1', JSON.stringify({ id: '1', version: 2 }));
      await ephemeral.pubsub.publish('note:1', JSON.stringify({ id: '1', version: 1 }));
      await write(1, 'third');
      expect(await next(notes)).toEqual(note('third', 3));
      await notes.return?.();
    });

    test('what the viewer may not see is refused as not there', async () => {
      const notes = follow();
      expect(await next(notes)).toEqual({
        errors: [
          {
            message: 'There is no such thing, or it is not yours to follow.',
            path: ['noteChanged'],
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      });
      expect(await next(notes)).toBe('the end');
      expect(logged).toEqual([]);
    });

    test('two on one connection do not disturb each other; one ends, the other goes on', async () => {
      await write(1, 'first');
      const [one, two] = [follow(), follow()];
      expect([await next(one), await next(two)]).toEqual([note('first', 1), note('first', 1)]);
      await one.return?.();
      await write(1, 'second');
      expect(await next(two)).toEqual(note('second', 2));
      await two.return?.();
    });

    test('one that is left while it waits frees its source', async () => {
      await write(1, 'first');
      const iterator = follow();
      await next(iterator);
      const parked = next(iterator);
      await sleep(50);
      await iterator.return?.();
      expect(await parked).toBe('the end');
    });

    test('one that is refused yields the reason and ends, and so does a malformed one', async () => {
      const refused = subscribe(request('subscription { personal }', { deadline: Infinity }));
      expect(await next(refused)).toMatchObject({
        errors: [{ message: 'Sign in to do this.', extensions: { code: 'UNAUTHENTICATED' } }],
      });
      expect(await next(refused)).toBe('the end');
      const malformed = subscribe(request('subscription { nothing }', { deadline: Infinity }));
      expect(await next(malformed)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      expect(await next(malformed)).toBe('the end');
    });

    test('one that cannot start for a bug says nothing of it', async () => {
      const broken = subscribe(request('subscription { personal }', { caller: newCaller(), deadline: Infinity }));
      expect(await next(broken)).toMatchObject({
        errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL' } }],
      });
      expect(logged).toHaveLength(1);
    });

    test('a source that breaks ends its own subscription with a masked error, and no other', async () => {
      await write(1, 'first');
      const other = follow();
      await next(other);
      const breaking = subscribe(request('subscription { mine: breaking }', { deadline: Infinity }));
      expect(await next(breaking)).toEqual({ data: { mine: 1 } });
      expect(await next(breaking)).toEqual({
        errors: [{ message: 'Something went wrong.', path: ['mine'], extensions: { code: 'INTERNAL' } }],
      });
      expect(await next(breaking)).toBe('the end');
      await write(1, 'second');
      expect(await next(other)).toEqual(note('second', 2));
      await other.return?.();
    });
  });

  describe('raw paths', () => {
    const raw = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
      doors[mode]!.door.serveRaw({ method, path, headers, body: Buffer.from(body), requestId: 'r' });

    test('get the bytes and the headers as they were sent', async () => {
      const body = '{"amount":  1}\r\n\u00e9';
      const answer = await raw('POST', '/hooks/echo', body, { 'x-signature': 't=1,v1=abc' });
      expect(answer.status).toBe(202);
      expect(answer.body.toString()).toBe(body);
      expect(answer.headers['x-signature']).toBe('t=1,v1=abc');
    });

    test('another path or method is not there', async () => {
      for (const [method, path] of [
        ['GET', '/hooks/echo'],
        ['POST', '/hooks'],
        ['GET', '/'],
        ['GET', '/__proto__'],
      ] as const)
        expect((await raw(method, path)).status).toBe(404);
    });
  });

  describe('commands', () => {
    const find = (userId: unknown, given?: Partial<CommandEnvelope>) =>
      command('users.findContact', { userId }, envelope(given));

    test('carry who asks and for whom', async () => {
      const caller = newCaller();
      expect(await find('x', { caller })).toMatchObject({ kind: 'found', firstName: 'orders', lastName: caller.sub });
      expect(await find('x')).toMatchObject({ lastName: 'nobody' });
    });

    test('of the gateway are those that name it, and it asks as a service for whoever asks it', async () => {
      const input = { keyHash: 'a'.repeat(64) };
      const answer = await command('users.identifyPartnerKey', input, envelope({ from: 'gateway' }));
      expect(answer).toMatchObject({ partner: { id: input.keyHash, handle: 'gateway' } });
      for (const from of ['orders', 'catalog'] as const)
        await expect(command('users.identifyPartnerKey', input, envelope({ from }))).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
      await expect(find('x', { from: 'gateway' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    test.each([
      ['an input that the contract refuses', 'users.findContact', {}, {}, 'BAD_REQUEST'],
      ['no input at all', 'users.findContact', null, {}, 'BAD_REQUEST'],
      [
        'a caller that the contract does not list',
        'users.findContact',
        { userId: 'x' },
        { from: 'catalog' },
        'FORBIDDEN',
      ],
      ['a command that is not there', 'users.findNothing', {}, {}, 'NOT_FOUND'],
      ['a name from Object’s prototype', 'users.constructor', {}, {}, 'NOT_FOUND'],
      ['a Fault of the owner', 'users.findContact', { userId: 'absent' }, {}, 'NOT_FOUND'],
      ['a bug of the owner', 'users.findContact', { userId: 'broken' }, {}, 'INTERNAL'],
      ['an answer that the contract refuses', 'users.findContact', { userId: 'malformed' }, {}, 'INTERNAL'],
    ] as const)('%s: a Fault with the right code, and nothing internal in it', async (_, name, input, given, code) => {
      const error: unknown = await command(name, input, envelope(given)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Fault);
      expect(error).toMatchObject({ code });
      expect((error as Fault).message).not.toContain(SECRET);
    });

    test('end at the deadline on both sides', async () => {
      const answer = find('endless', { deadline: Date.now() + 150 });
      await expect(answer).rejects.toMatchObject({ code: 'TIMEOUT' });
      await eventually(() => events.cancelled.includes('command'));
    });

    test('a neighbour that is away is unavailable', async () => {
      await expect(command('vendors.quoteCommission', {}, envelope())).rejects.toMatchObject({
        code: 'SUBGRAPH_UNAVAILABLE',
      });
    });
  });

  describe('deliveries', () => {
    const deliver = (given: Record<string, unknown> = {}) => {
      const fact = {
        id: newId('evt'),
        type: 'vendor.member_added',
        version: 1,
        aggregateId: newId('vnd'),
        sequence: 1,
        occurredAt: new Date().toISOString(),
        data: { vendorId: newId('vnd'), userId: newId('usr'), role: 'OWNER' },
        ...given,
      };
      return doors[mode]!.neighbours.deliver('users', fact as never, new AbortController().signal);
    };

    test('take effect once, however often they come', async () => {
      const id = newId('evt');
      await Promise.all([deliver({ id }), deliver({ id }), deliver({ id })]);
      expect(events.heard).toEqual([id]);
    });

    test.each([
      ['that are malformed', { data: { vendorId: 1 } }, 'BAD_REQUEST'],
      [
        'that nobody here listens to',
        { type: 'vendor.member_removed', data: { vendorId: 'x', userId: 'x' } },
        'BAD_REQUEST',
      ],
      ['of another version', { version: 2 }, 'BAD_REQUEST'],
    ])('%s are refused', async (_, given, code) => {
      await expect(deliver(given)).rejects.toMatchObject({ code });
    });

    test('that fail are told, and come again', async () => {
      const fact = { id: newId('evt'), data: { vendorId: 'x', userId: 'broken', role: 'OWNER' } };
      await expect(deliver(fact)).rejects.toThrow();
      await deliver({ id: fact.id });
      expect(events.heard).toEqual([fact.id]);
    });
  });
});

describe('what only HTTP can do', () => {
  const post = (url: string, token: string | null, body: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: token }) },
      body,
    });

  /** Tokens that open nothing. */
  async function badTokens(): Promise<(string | null)[]> {
    const stranger = createInternalTokenMinter({ issuer: 'gateway', privateKey: keys.stranger });
    const impostor = createInternalTokenMinter({ issuer: 'orders', privateKey: keys.catalog });
    const past = createInternalTokenMinter({
      issuer: 'orders',
      privateKey: keys.orders,
      now: () => Date.now() - 120_000,
    });
    const tokens = [
      await stranger('users', null),
      await impostor('users', null),
      await past('users', null),
      await ordersToken('cart', null),
      'nonsense',
      '',
    ];
    return [null, 'Basic eDp5', 'Bearer', ...tokens.map((token) => `Bearer ${token}`)];
  }

  test.each(['graphql', 'commands', 'events'])('%s asked without a good token is 401', async (door) => {
    const url = {
      graphql: `${served.url}/graphql`,
      commands: `${served.internalUrl}/internal/commands/users.findContact`,
      events: `${served.internalUrl}/internal/events`,
    }[door]!;
    for (const token of await badTokens()) {
      const response = await post(url, token, '{"query":"{ hello }","userId":"x"}');
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  test('the gateway’s token opens no door of subgraphs: it tells no facts and gets no answer meant for them', async () => {
    const token = `Bearer ${await gatewayToken('users', newCaller())}`;
    const statusOf = async (path: string) =>
      (await post(`${served.internalUrl}${path}`, token, '{"userId":"x"}')).status;
    expect(await statusOf('/internal/events')).toBe(401);
    expect(await statusOf('/internal/commands/users.findContact')).toBe(403);
  });

  test('internal doors are not on the public port, and GraphQL is not on the internal one', async () => {
    const token = `Bearer ${await ordersToken('users', null)}`;
    expect((await post(`${served.url}/internal/commands/users.findContact`, token, '{"userId":"x"}')).status).toBe(404);
    expect((await post(`${served.internalUrl}/graphql`, token, '{"query":"{ hello }"}')).status).toBe(404);
    expect((await fetch(`${served.url}/health/detailed`)).status).toBe(404);
    const detailed = await fetch(`${served.internalUrl}/health/detailed`);
    expect(await detailed.json()).toEqual({ status: 'ok', parts: { postgres: 'ok' } });
    expect((await fetch(`${served.url}/health`)).status).toBe(200);
  });

  test.each([
    ['graphql', '{"query":'],
    ['graphql', '[]'],
    ['graphql', '{"query":1}'],
    ['graphql', '{"query":"{ hello }","variables":[]}'],
    ['commands', '{"userId":'],
    ['commands', '{}'],
    ['events', 'null'],
    ['events', '{"id":"x"}'],
  ])('%s given %s is 400', async (door, body) => {
    const [url, mint] =
      door === 'graphql'
        ? [`${served.url}/graphql`, gatewayToken]
        : [
            `${served.internalUrl}/internal/${door === 'commands' ? 'commands/users.findContact' : 'events'}`,
            ordersToken,
          ];
    const response = await post(url, `Bearer ${await mint('users', null)}`, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  describe('a request with several operations', () => {
    const ask = async (operations: readonly object[], given: { caller?: CallerClaims; timeoutMs?: number } = {}) => {
      const token = await gatewayToken('users', given.caller ?? null);
      return fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-request-id': 'request-1',
          ...(given.timeoutMs && { 'x-bazaar-timeout-ms': String(given.timeoutMs) }),
        },
        body: JSON.stringify(operations),
      });
    };

    test('is answered in their order, for one caller, whatever goes wrong with one of them', async () => {
      const caller = newCaller();
      const answer = await ask(
        [
          { query: 'query ($name: String!) { hello(name: $name) }', variables: { name: 'Ann' } },
          { query: '{ helo }' },
          { query: '{ broken }' },
          { query: 'query A { hello } query B { caller { id requestId } }', operationName: 'B' },
        ],
        { caller },
      );
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual([
        { data: { hello: 'Hello, Ann!' } },
        { errors: [expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })] },
        {
          data: { broken: null },
          errors: [{ message: 'Something went wrong.', path: ['broken'], extensions: { code: 'INTERNAL' } }],
        },
        { data: { caller: { id: caller.sub, requestId: 'request-1' } } },
      ]);
    });

    test('runs them at the same time, and one that is late fails alone', async () => {
      const answer = await ask([{ query: '{ endless }' }, { query: '{ hello }' }, { query: '{ endless }' }], {
        timeoutMs: 150,
      });
      const late = { errors: [{ message: 'The answer took too long.', extensions: { code: 'TIMEOUT' } }] };
      expect(await answer.json()).toEqual([late, { data: { hello: 'Hello, world!' } }, late]);
    });

    test('is refused as a whole for a caller whose claims are malformed', async () => {
      const answer = await ask([{ query: '{ hello }' }, { query: '{ hello }' }], {
        caller: { ...newCaller(), sub: 'nobody' },
      });
      expect(answer.status).toBe(401);
    });

    test('is refused as a whole when one is malformed, or when they are too many', async () => {
      const hello = { query: '{ hello }' };
      expect((await ask([hello, { query: 1 }])).status).toBe(400);
      expect((await ask(Array.from({ length: 100 }, () => hello))).status).toBe(200);
      expect((await ask(Array.from({ length: 101 }, () => hello))).status).toBe(400);
    });
  });

  test('bodies have a limit', async () => {
    const body = JSON.stringify({ query: `{ hello } # ${'x'.repeat(3 * 1024 * 1024)}` });
    expect((await post(`${served.url}/graphql`, `Bearer ${await gatewayToken('users', null)}`, body)).status).toBe(413);
    const raw = await post(`${served.url}/hooks/echo`, null, 'x'.repeat(2 * 1024 * 1024));
    expect(raw.status).toBe(413);
  });

  test('a raw path that breaks answers 500 with nothing internal in it', async () => {
    const response = await fetch(`${served.url}/hooks/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
  });

  test('a subscription without a good token is refused, and the socket stays', async () => {
    const stranger = createInternalTokenMinter({ issuer: 'gateway', privateKey: keys.stranger });
    let mint = stranger;
    const client = createHttpClient(served.url, (audience, caller) => mint(audience, caller), 'users');
    const first = client.subscribe(request('subscription { breaking }'));
    expect(await first.next()).toMatchObject({ value: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    mint = gatewayToken;
    const second = client.subscribe(request('subscription { breaking }'));
    expect(await second.next()).toMatchObject({ value: { data: { breaking: 1 } } });
    await client.stop();
  });

  test('a query over the socket is refused', async () => {
    const client = createHttpClient(served.url, gatewayToken, 'users');
    expect(await client.subscribe(request('{ hello }')).next()).toMatchObject({
      value: { errors: [expect.anything()] },
    });
    await client.stop();
  });
});

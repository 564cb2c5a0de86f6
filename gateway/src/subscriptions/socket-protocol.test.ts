import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openRawSocket, subscribeMessage, type RawSocket, type RawSocketOptions } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

/** The letter of https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md, spoken without a client library. */

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { status } }';
const variables = { id: 'o1' };
/** Stands for a value nested fifty thousand times. */
const DEEP = 'deep';
const state = (status: string) => ({ data: { orderChanged: { status } } });

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture('memory', { live: { initMs: 1_000, maxMessageBytes: 256 * 1024 } });
});
afterAll(() => fixture.stop());
const opened: RawSocket[] = [];
afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.terminate();
});

async function open(options?: RawSocketOptions): Promise<RawSocket> {
  const socket = await openRawSocket(fixture.gateway.url, options);
  opened.push(socket);
  return socket;
}

/** Everything the server had to say about what was sent before has arrived. */
async function settle({ send, received }: RawSocket): Promise<void> {
  const payload = { settled: Math.random() };
  send({ type: 'ping', payload });
  await expect.poll(() => received.at(-1)).toEqual({ type: 'pong', payload });
  received.pop();
}

/** Sends several messages so that they arrive in one piece. */
function burst({ socket, send }: RawSocket, messages: readonly unknown[]): void {
  // The TCP socket beneath, which ws does not show.
  const { _socket: tcp } = socket as unknown as { _socket: { cork(): void; uncork(): void } };
  tcp.cork();
  messages.forEach(send);
  tcp.uncork();
}

describe('the handshake', () => {
  const url = () => `${fixture.gateway.url.replace('http', 'ws')}/graphql`;

  it('chooses graphql-transport-ws among what the client offers', async () => {
    const socket = new WebSocket(url(), ['soap', 'graphql-transport-ws', 'graphql-ws']);
    await new Promise((resolve) => socket.once('open', resolve));
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.terminate();
  });

  it('without it ends in 4406', async () => {
    const socket = new WebSocket(url());
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4406);
  });
});

describe('connection_init', () => {
  it.each([
    { type: 'connection_init' },
    { type: 'connection_init', payload: null },
    { type: 'connection_init', payload: {} },
  ])('%j is acknowledged', async (message) => {
    const socket = await open({ introduce: false });
    socket.send(message);
    await expect.poll(() => socket.received).toEqual([{ type: 'connection_ack' }]);
  });

  it('that does not come in time ends in 4408', async () => {
    const { closed } = await open({ introduce: false });
    expect(await closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  it('that came in time is not late afterwards', async () => {
    const socket = await open();
    await sleep(1_200);
    await settle(socket);
  });

  it('that comes twice ends in 4429', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init' });
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  it('that comes twice at once ends in 4429', async () => {
    const socket = await open({ introduce: false });
    burst(socket, [{ type: 'connection_init' }, { type: 'connection_init' }]);
    expect((await socket.closed).code).toBe(4429);
  });

  it('may only be followed by operations once it is acknowledged, else it ends in 4401', async () => {
    const before = await open({ introduce: false });
    before.send(subscribeMessage('1', '{ __typename }'));
    expect(await before.closed).toEqual({ code: 4401, reason: 'Unauthorized' });

    const early = await open({ introduce: false });
    const token = await fixture.token();
    burst(early, [{ type: 'connection_init', payload: { token } }, subscribeMessage('1', '{ __typename }')]);
    expect((await early.closed).code).toBe(4401);
    expect(early.received.some(({ type }) => type === 'next')).toBe(false);
  });
});

describe('ping', () => {
  it.each([{ type: 'ping' }, { type: 'ping', payload: { at: 1 } }])('%j is answered', async (message) => {
    const socket = await open();
    socket.send(message);
    await expect.poll(() => socket.received.at(-1)).toEqual({ ...message, type: 'pong' });
  });

  it('is answered before the connection is acknowledged too', async () => {
    const socket = await open({ introduce: false });
    socket.send({ type: 'ping' });
    await expect.poll(() => socket.received).toEqual([{ type: 'pong' }]);
  });

  it('is not asked for: a pong may come unsolicited', async () => {
    const socket = await open();
    socket.send({ type: 'pong' });
    socket.send({ type: 'pong', payload: { at: 1 } });
    await settle(socket);
  });
});

describe('what is no message of the protocol', () => {
  const texts: string[] = [
    '',
    'not JSON',
    '{"type":"ping"',
    'null',
    '[]',
    '42',
    '"ping"',
    ...[
      {},
      { type: 'unknown' },
      { type: 42 },
      { type: 'ping', payload: 'text' },
      { type: 'subscribe' },
      { type: 'subscribe', payload: { query: '{ __typename }' } },
      { id: '', type: 'subscribe', payload: { query: '{ __typename }' } },
      { id: 1, type: 'subscribe', payload: { query: '{ __typename }' } },
      { id: '1', type: 'subscribe', payload: {} },
      { id: '1', type: 'subscribe', payload: { query: 1 } },
      { id: '1', type: 'subscribe', payload: { query: '{ __typename }', variables: [] } },
      { id: '1', type: 'subscribe', payload: { query: '{ __typename }', operationName: 1 } },
      { id: '1', type: 'subscribe', payload: { query: '{ __typename }', extensions: 'x' } },
      { type: 'complete' },
      { id: 1, type: 'complete' },
      // Only servers send these.
      { type: 'connection_ack' },
      { id: '1', type: 'next', payload: { data: {} } },
      { id: '1', type: 'error', payload: [{ message: 'x' }] },
      // The protocol that this one replaced.
      { id: '1', type: 'start', payload: { query: '{ __typename }' } },
      { type: 'connection_terminate' },
    ].map((message) => JSON.stringify(message)),
  ];
  it.each(texts)('ends in 4400: %s', async (text) => {
    const socket = await open();
    socket.sendText(text);
    expect(await socket.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    expect(socket.received).toEqual([{ type: 'connection_ack' }]);
  });

  it('ends in 4400: an introduction whose payload is no object', async () => {
    const socket = await open({ introduce: false });
    socket.send({ type: 'connection_init', payload: ['token'] });
    expect((await socket.closed).code).toBe(4400);
  });

  it('ends in 4400: a binary frame', async () => {
    const socket = await open();
    socket.socket.send(Buffer.from('{"type":"ping"}'));
    expect((await socket.closed).code).toBe(4400);
  });

  it('ends in 1007: text that is not UTF-8', async () => {
    const socket = await open();
    socket.socket.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false });
    expect((await socket.closed).code).toBe(1007);
  });

  it('ends in 1009: a message that is too large', async () => {
    const socket = await open();
    socket.sendText(`{"type":"ping","payload":{"x":"${'x'.repeat(256 * 1024)}"}}`);
    expect((await socket.closed).code).toBe(1009);
  });

  it('is the last that is heard: nothing after it runs', async () => {
    const socket = await open();
    const { world } = fixture;
    burst(socket, [{ type: 'unknown' }, subscribeMessage('1', '{ slow(ms: 10000) }')]);
    expect((await socket.closed).code).toBe(4400);
    expect(world.running).toBe(0);
  });
});

describe('a message in fragments', () => {
  it('is one message', async () => {
    const { socket, received } = await open();
    socket.send('{"type":', { fin: false });
    socket.send('"ping"}', { fin: true });
    await expect.poll(() => received.at(-1)).toEqual({ type: 'pong' });
  });
});

describe('subscribe', () => {
  it('with an id that is in use ends in 4409, whatever the operation, and however long the id', async () => {
    for (const id of ['1', 'i'.repeat(500), '“1”'.repeat(100)]) {
      const socket = await open();
      socket.send(subscribeMessage(id, ORDER, variables));
      await expect.poll(() => socket.answers(id)).toHaveLength(1);
      socket.send(subscribeMessage(id, '{ __typename }'));
      const { code, reason } = await socket.closed;
      expect([code, reason]).toEqual([4409, expect.stringContaining('Subscriber for')]);
      await expect.poll(() => fixture.world.subscribers).toBe(0);
    }
  });

  it('twice at once with one id ends in 4409', async () => {
    const socket = await open();
    burst(socket, [subscribeMessage('1', ORDER, variables), subscribeMessage('1', ORDER, variables)]);
    expect((await socket.closed).code).toBe(4409);
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });

  it('runs many operations side by side, told apart by any id', async () => {
    const socket = await open();
    const ids = ['1', ' ', '"\\', '\n', 'ü', '\u2028', '💥', '__proto__', 'constructor', 'toString', 'i'.repeat(1_024)];
    for (const id of ids) socket.send(subscribeMessage(id, ORDER, variables));
    for (const id of ids) await expect.poll(() => socket.answers(id)).toEqual([state('PENDING')]);
    for (const id of ids) socket.send({ id, type: 'complete' });
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });

  it('with an id larger than an id has reason to be ends in 4400', async () => {
    const socket = await open();
    socket.send(subscribeMessage('i'.repeat(1_025), '{ __typename }'));
    expect((await socket.closed).code).toBe(4400);
  });

  it('takes null for what is not given, and extensions that nobody reads', async () => {
    const socket = await open();
    const query = '{ __typename }';
    socket.send({
      id: '1',
      type: 'subscribe',
      payload: { query, variables: null, operationName: null, extensions: null },
    });
    socket.send({ id: '2', type: 'subscribe', payload: { query, extensions: { token: 'x', persistedQuery: {} } } });
    for (const id of ['1', '2'])
      await expect.poll(() => socket.answers(id)).toEqual([{ data: { __typename: 'Query' } }]);
  });

  it('of a single result brings one next and complete', async () => {
    const socket = await open();
    socket.send(subscribeMessage('1', '{ product(sku: "a") { name } }'));
    await expect.poll(() => socket.received).toHaveLength(3);
    expect(socket.received.slice(1)).toEqual([
      { id: '1', type: 'next', payload: { data: { product: { name: 'Apple' } } } },
      { id: '1', type: 'complete' },
    ]);
  });

  const nested = `{ product(sku: "a") ${'{ seller '.repeat(6_000)}{ id }${' }'.repeat(6_000)} }`;
  it.each<[string, string, object?]>([
    ['no syntax', '{'],
    ['nothing at all', ' '],
    ['fields that do not exist', '{ nope }'],
    ['no operation', 'fragment F on Query { __typename }'],
    ['two operations and no name', 'query A { __typename } query B { __typename }'],
    ['two roots', 'subscription { a: orderChanged(id: 1) { id } b: orderChanged(id: 2) { id } }'],
    [
      'a root that is skipped',
      'subscription ($yes: Boolean!) { orderChanged(id: 1) @skip(if: $yes) { id } }',
      { yes: true },
    ],
    ['a missing variable', ORDER, {}],
    ['a selection without bottom', nested],
    ['a list without bottom', `{ product(sku: ${'['.repeat(9_000)}1${']'.repeat(9_000)}) { name } }`],
    ['more tokens than anybody needs', `{ ${'__typename '.repeat(20_001)} }`],
    ['a variable without bottom', ORDER, { id: DEEP }],
  ])('of an operation with %s brings error alone, and the socket stays', async (_what, query, given) => {
    const socket = await open();
    // JavaScript itself cannot write that deep.
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    socket.sendText(JSON.stringify(subscribeMessage('1', query, given)).replace(`"${DEEP}"`, deep));
    await expect.poll(() => socket.received).toHaveLength(2);
    await settle(socket);
    const error = { message: expect.any(String) as string };
    // Whether the parser's stack holds what is nested this deep depends on how far the engine has optimised it; if it does, several limits refuse it.
    const payload = expect.toSatisfy((errors: unknown[]) => errors.length > 0) as unknown[];
    expect(socket.received.slice(1)).toEqual([{ id: '1', type: 'error', payload }]);
    for (const one of (socket.received[1] as { payload: unknown[] }).payload) expect(one).toMatchObject(error);
    // The id is free again.
    socket.send(subscribeMessage('1', '{ __typename }'));
    await expect.poll(() => socket.answers('1')).toHaveLength(1);
  });
});

describe('complete', () => {
  it('of an id that is unknown is ignored', async () => {
    const socket = await open();
    socket.send({ id: 'never', type: 'complete' });
    socket.send(subscribeMessage('1', '{ __typename }'));
    await expect.poll(() => socket.received.at(-1)).toEqual({ id: '1', type: 'complete' });
    socket.send({ id: '1', type: 'complete' });
    await settle(socket);
    expect(socket.received).toHaveLength(3);
  });

  it('ends a subscription: nothing comes after it, and no complete comes back', async () => {
    const socket = await open();
    const { world } = fixture;
    socket.send(subscribeMessage('1', ORDER, variables));
    await expect.poll(() => socket.answers('1')).toHaveLength(1);
    socket.send({ id: '1', type: 'complete' });
    await expect.poll(() => world.subscribers).toBe(0);
    world.events.emit('order:o1', { id: 'o1', status: 'CONFIRMED', product: null });
    await settle(socket);
    expect(socket.received).toHaveLength(2);
  });

  it('ends a query whose result is then not sent', async () => {
    const socket = await open();
    const { cancelled } = fixture.world;
    socket.send(subscribeMessage('1', '{ slow(ms: 10000) }'));
    await expect.poll(() => fixture.world.running).toBe(1);
    socket.send({ id: '1', type: 'complete' });
    await expect.poll(() => fixture.world.cancelled).toBe(cancelled + 1);
    await settle(socket);
    expect(socket.received).toHaveLength(1);
  });

  it('frees its id at once: the next operation of that id has it to itself', async () => {
    const socket = await open();
    const { world } = fixture;
    const complete = { id: '1', type: 'complete' };
    burst(socket, [
      subscribeMessage('1', ORDER, { id: 'first' }),
      complete,
      subscribeMessage('1', ORDER, { id: 'second' }),
      complete,
      subscribeMessage('1', ORDER, { id: 'third' }),
    ]);
    await expect.poll(() => socket.answers('1')).toHaveLength(1);
    expect(world.subscribers).toBe(1);
    world.events.emit('order:third', { id: 'third', status: 'THE THIRD', product: null });
    await expect.poll(() => socket.answers('1').at(-1)).toEqual(state('THE THIRD'));
    burst(socket, [complete, subscribeMessage('1', '{ __typename }')]);
    await expect.poll(() => socket.answers('1').at(-1)).toEqual({ data: { __typename: 'Query' } });
    await settle(socket);
    expect(socket.received.filter(({ type }) => type === 'complete')).toHaveLength(1);
    expect([socket.answers('1').length, world.subscribers]).toEqual([3, 0]);
  });

  it('by the server follows the last next, and not an error', async () => {
    const socket = await open();
    socket.send(subscribeMessage('1', '{ product(sku: "a") { name } }'));
    await expect.poll(() => socket.received.at(-1)).toEqual({ id: '1', type: 'complete' });
    expect(socket.received.map(({ type }) => type)).toEqual(['connection_ack', 'next', 'complete']);
  });
});

describe('closing', () => {
  it('by the client ends what runs', async () => {
    const { socket, send, answers, closed } = await open();
    send(subscribeMessage('1', ORDER, variables));
    await expect.poll(() => answers('1')).toHaveLength(1);
    socket.close(1_000);
    expect((await closed).code).toBe(1_000);
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });

  it('ends what runs at once, not when the client has agreed', async () => {
    const socket = await open();
    socket.send(subscribeMessage('1', ORDER, variables));
    await expect.poll(() => socket.answers('1')).toHaveLength(1);
    socket.sendText('not JSON');
    socket.socket.pause();
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });
});

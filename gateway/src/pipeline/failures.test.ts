import { expect, it, onTestFinished } from 'vitest';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { openRawSocket, subscribeMessage } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const STARS = 'query Stars { products { stars } }';

/** A gateway whose supergraph promises what no plan can keep: there is no way to the reviews of a product. */
async function start(): Promise<Fixture> {
  const sdl = fixtureSupergraph();
  const supergraphSdl = sdl.replace('@join__type(graph: REVIEWS, key: "sku")', '@join__type(graph: REVIEWS)');
  expect(supergraphSdl).not.toBe(sdl);
  const fixture = await startFixture('memory', { supergraphSdl });
  onTestFinished(() => fixture.stop());
  return fixture;
}

const failures = ({ logged }: Fixture) => logged.filter(({ msg }) => msg === 'an operation could not be prepared');

it('an operation that cannot be planned is a failure by which its client and the log name the same request, every time', async () => {
  const fixture = await start();
  for (const id of ['first', 'second']) {
    const { status, headers, body } = await fixture.ask(STARS, {}, { 'x-request-id': id });
    expect([status, headers.get('x-request-id')]).toEqual([500, id]);
    expect(body).toEqual({
      errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL', requestId: id } }],
    });
  }
  expect(failures(fixture)).toMatchObject(
    ['first', 'second'].map((requestId) => ({
      requestId,
      err: { message: 'The operation Stars could not be planned.', cause: { type: 'Error' } },
    })),
  );
  expect((await fixture.ask('{ products { name } }')).status).toBe(200);
});

it('over a WebSocket too, and the socket stays open', async () => {
  const fixture = await start();
  const { send, received, answers, socket } = await openRawSocket(fixture.gateway.url, {
    client: { headers: { 'x-request-id': 'opening' } },
  });
  onTestFinished(() => socket.terminate());
  send(subscribeMessage('1', STARS));
  await expect.poll(() => received.filter(({ type }) => type === 'error')).toHaveLength(1);
  const [{ requestId, socketId } = {}] = failures(fixture);
  expect(socketId).toBe('opening');
  expect(requestId).toEqual(expect.any(String));
  expect(received.find(({ type }) => type === 'error')?.payload).toEqual([
    { message: 'Something went wrong.', extensions: { code: 'INTERNAL', requestId } },
  ]);
  send(subscribeMessage('2', '{ product(sku: "a") { name } }'));
  await expect.poll(() => answers('2')).toEqual([{ data: { product: { name: 'Apple' } } }]);
  await expect
    .poll(() =>
      fixture.logged.filter(({ msg }) => msg === 'operation').map((line) => [line['outcome'], line['socketId']]),
    )
    .toEqual([
      ['refused', 'opening'],
      ['completed', 'opening'],
    ]);
});

it('a socket is named by the id of the request that opened it, which its client is told', async () => {
  const fixture = await startFixture();
  onTestFinished(() => fixture.stop());
  const opened: unknown[] = [];
  const given = await openRawSocket(fixture.gateway.url, {
    introduce: false,
    client: {
      headers: { 'x-request-id': 'mine' },
      finishRequest: (request) => request.once('upgrade', ({ headers }) => opened.push(headers['x-request-id'])).end(),
    },
  });
  expect(opened).toEqual(['mine']);
  given.send({ type: 'connection_init', payload: { token: 'forged' } });
  expect((await given.closed).code).toBe(4403);
  const { socket, closed } = await openRawSocket(fixture.gateway.url);
  socket.close();
  await closed;
  const lines = fixture.logged.filter(({ msg }) => msg === 'socket');
  expect(lines).toMatchObject([{ socketId: 'mine', code: 'UNAUTHENTICATED', closeCode: 4403 }]);
});

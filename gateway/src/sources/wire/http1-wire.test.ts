import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { CallFailure } from '../call-failure.ts';
import { Cancellation } from '../cancellation.ts';
import { createHttp1Wire } from './http1-wire.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

interface Peer {
  readonly sockets: Socket[];
  /** What came over each connection. */
  readonly received: string[];
  send(body?: string, given?: { cancellation?: Cancellation; own?: string[] }): Promise<string>;
  /** Calls that are over, as the limit of connections counts them. */
  done(): number;
  close(): Promise<void>;
}

/** A server that hands every piece it receives to `answer`, and a wire to it. */
async function startPeer(answer: (socket: Socket, received: string, connection: number) => void): Promise<Peer> {
  const sockets: Socket[] = [];
  const received: string[] = [];
  const server = createServer((socket) => {
    const number = sockets.push(socket.on('error', () => undefined)) - 1;
    received.push('');
    socket.on('data', (piece) => {
      received[number] += piece.toString('latin1');
      answer(socket, piece.toString('latin1'), number);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}`);
  const wire = createHttp1Wire({ url, path: '/graphql', connectMs: 1_000, maxResponseBytes: 1_000 });
  onTestFinished(async () => {
    await wire.close();
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  let done = 0;
  const shared = ['content-type', 'application/json'];
  return {
    sockets,
    received,
    async send(body = '{}', { cancellation = new Cancellation(), own = [] } = {}) {
      const answered = await wire.post({ headers: { shared, own }, body, cancellation }, () => (done += 1));
      return answered.text;
    },
    done: () => done,
    close: () => wire.close(),
  };
}

it('sends one call after the other over the same connection', async () => {
  const peer = await startPeer((socket) => socket.write(OK));
  for (let calls = 0; calls < 3; calls++)
    expect(await peer.send('{"a":1}', { own: ['x-n', String(calls)] })).toBe('{}');
  expect(peer.received).toEqual([
    [0, 1, 2]
      .map(
        (n) =>
          `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${peer.sockets[0]?.localPort}\r\ncontent-type: application/json\r\nx-n: ${n}\r\ncontent-length: 7\r\n\r\n{"a":1}`,
      )
      .join(''),
  ]);
  expect(peer.done()).toBe(3);
});

it('counts the bytes of what it sends, whatever characters they make', async () => {
  const peer = await startPeer((socket) => socket.write(OK));
  await peer.send('{"a":"é€"}', { own: ['x-name', 'é'] });
  await vi.waitFor(() =>
    expect(Buffer.from(peer.received[0] ?? '', 'latin1').toString()).toMatch(/content-length: 13\r\n\r\n\{"a":"é€"\}$/),
  );
  expect(peer.received[0]).toContain('x-name: é\r\n');
});

it('sends no header that would be two', async () => {
  const peer = await startPeer((socket) => socket.write(OK));
  await expect(peer.send('{}', { own: ['x-name', 'a\r\nx-other: b'] })).rejects.toThrow('cannot be sent');
  expect(peer.done()).toBe(1);
  expect(peer.received).toEqual([]);
});

it.each([
  ['that the server ends', OK.replace('\r\n', '\r\nconnection: close\r\n')],
  ['over which came more than was asked for', `${OK}HTTP/1.1 200 OK\r\n`],
  ['without a length', 'HTTP/1.1 200 OK\r\n\r\n{}'],
])('does not use a connection again %s', async (_, text) => {
  const peer = await startPeer((socket) => (text.includes('length') ? socket.write(text) : socket.end(text)));
  expect([await peer.send(), await peer.send()]).toEqual(['{}', '{}']);
  expect(peer.sockets).toHaveLength(2);
});

it('does not use a connection again that the server ended while it waited, or spoke over without being asked', async () => {
  const peer = await startPeer((socket) => socket.write(OK));
  await peer.send();
  peer.sockets[0]?.end();
  await vi.waitFor(() => expect(peer.sockets[0]?.destroyed).toBe(true));
  await peer.send();
  peer.sockets[1]?.write(OK);
  await vi.waitFor(() => expect(peer.sockets[1]?.destroyed).toBe(true));
  expect(await peer.send()).toBe('{}');
  expect(peer.sockets).toHaveLength(3);
});

it('parts with a connection before the server does', async () => {
  const peer = await startPeer((socket) => socket.write(OK.replace('\r\n', '\r\nkeep-alive: timeout=3\r\n')));
  await peer.send();
  await vi.waitFor(() => expect(peer.sockets[0]?.destroyed).toBe(true), 3_000);
  await peer.send();
  expect(peer.sockets).toHaveLength(2);
});

it.each<[string, string, (socket: Socket) => unknown]>([
  ['lost, when the connection ends before the answer', 'lost', (socket) => socket.end()],
  ['lost, when it is cut before the answer', 'lost', (socket) => socket.resetAndDestroy()],
  ['broken, when it ends within the head', 'broken', (socket) => socket.end(OK.slice(0, 20))],
  ['broken, when it ends within the body', 'broken', (socket) => socket.end(OK.slice(0, -1))],
  [
    'broken, when it is cut within the body',
    'broken',
    (socket) => socket.write(OK.slice(0, -1), () => setTimeout(() => socket.resetAndDestroy(), 50)),
  ],
  ['broken, when what comes is no HTTP', 'broken', (socket) => socket.write('220 smtp.example.com ESMTP\r\n')],
  [
    'too large, when it is announced',
    'tooLarge',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n'),
  ],
])('calls a call %s', async (_, kind, answer) => {
  const peer = await startPeer(answer);
  await expect(peer.send()).rejects.toMatchObject({ kind });
  expect(peer.done()).toBe(1);
  await vi.waitFor(() => expect(peer.sockets[0]?.destroyed).toBe(true));
});

it('calls a call unreachable that finds nobody', async () => {
  const wire = createHttp1Wire({
    url: new URL('http://127.0.0.1:1'),
    path: '/',
    connectMs: 1_000,
    maxResponseBytes: 1,
  });
  const request = { headers: { shared: [], own: [] }, body: '', cancellation: new Cancellation() };
  await expect(wire.post(request, () => undefined)).rejects.toMatchObject({ kind: 'unreachable' });
});

it('takes an answer that comes before all of the call is sent, and does not use the connection again', async () => {
  let answers = 0;
  const peer = await startPeer((socket) => {
    if ((answers += 1) > 1) return;
    socket.pause();
    socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 2\r\n\r\n{}');
  });
  expect(await peer.send('x'.repeat(20 << 20))).toBe('{}');
  answers = 0;
  expect(await peer.send()).toBe('{}');
  expect(peer.sockets).toHaveLength(2);
});

it('ends the connection of a call that is cancelled, at once, and no other', async () => {
  const peer = await startPeer(
    (socket, received) => received.includes('stay') && setTimeout(() => socket.write(OK), 100),
  );
  const cancellation = new Cancellation();
  const leaves = peer.send('leave', { cancellation });
  const stays = peer.send('stay');
  await vi.waitFor(() => expect(peer.received.filter((text) => text !== '')).toHaveLength(2));
  cancellation.cancel(new CallFailure('left', 'the client left'));
  expect(peer.done()).toBe(1);
  await expect(leaves).rejects.toMatchObject({ kind: 'left' });
  expect(await stays).toBe('{}');
  const left = peer.received.findIndex((text) => text.includes('leave'));
  await vi.waitFor(() => expect(peer.sockets[left]?.destroyed).toBe(true));
});

it('sends nothing for a call that is cancelled before it is sent, or before it is connected', async () => {
  const peer = await startPeer((socket) => socket.write(OK));
  const [early, late] = [new Cancellation(), new Cancellation()];
  early.cancel(new CallFailure('left', 'the client left'));
  await expect(peer.send('{}', { cancellation: early })).rejects.toMatchObject({ kind: 'left' });
  const connecting = peer.send('{}', { cancellation: late });
  late.cancel(new CallFailure('left', 'the client left'));
  await expect(connecting).rejects.toMatchObject({ kind: 'left' });
  expect(peer.done()).toBe(2);
  await sleep(50);
  expect(peer.received.join('')).toBe('');
});

it('keeps nothing open when it is closed', async () => {
  const peer = await startPeer((socket) => setTimeout(() => socket.write(OK), 50));
  await peer.send();
  const last = peer.send();
  await peer.close();
  expect(await last).toBe('{}');
  await vi.waitFor(() => expect(peer.sockets.every(({ destroyed }) => destroyed)).toBe(true));
  await expect(peer.send()).rejects.toMatchObject({ kind: 'unreachable' });
});

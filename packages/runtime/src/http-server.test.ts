import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { FAULT_STATUS, Fault, type FaultCode } from './faults.ts';
import {
  CLIENT_TIMEOUT_MS,
  LOOK_EVERY_MS,
  readBody,
  sendRaw,
  startHttpServer,
  type HttpServerOptions,
  type RunningHttpServer,
} from './http-server.ts';
import { OperatorError } from './operator-error.ts';
import { collectLog } from './testing/collect-log.ts';

const running: RunningHttpServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

async function serve(handle: HttpServerOptions['handle'], given: Partial<HttpServerOptions> = {}) {
  const collected = collectLog();
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, log: collected.log, handle, ...given });
  running.push(server);
  return { server, ...collected };
}

const hello: HttpServerOptions['handle'] = (_request, response) =>
  Promise.resolve(sendRaw(response, { status: 200, headers: { 'content-type': 'text/plain' }, body: 'héllo' }));

test('answers, on a port of its own', async () => {
  const { server } = await serve(hello);
  const response = await fetch(server.url);
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([200, 'héllo', '6']);
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('a port that is taken stops the start, and the operator is told which', async () => {
  const { server } = await serve(hello);
  const error: unknown = await serve(hello, { port: server.port }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  expect(error).toMatchObject({
    message: expect.stringContaining(`Cannot listen at 127.0.0.1:${server.port}`) as string,
    cause: { code: 'EADDRINUSE' },
  });
});

describe('a handler that throws', () => {
  test('is logged with the id of the request, when that was told', async () => {
    const { server, lines } = await serve((_request, response) => {
      response.setHeader('x-request-id', 'one');
      return Promise.reject(new Error('broken'));
    });
    await fetch(server.url);
    expect(lines).toMatchObject([{ msg: 'a request failed', requestId: 'one' }]);
  });

  test.each(Object.keys(FAULT_STATUS) as FaultCode[])(
    'a Fault %s answers with its status and message',
    async (code) => {
      const { server, lines } = await serve(() =>
        Promise.reject(new Fault(code, 'Say this.', { cause: new Error('hunter2') })),
      );
      const response = await fetch(server.url);
      expect(response.status).toBe(FAULT_STATUS[code]);
      expect(await response.json()).toEqual({ errors: [{ message: 'Say this.', extensions: { code } }] });
      expect(lines).toHaveLength(FAULT_STATUS[code] >= 500 ? 1 : 0);
    },
  );

  test('anything else answers 500 with nothing of it, and is logged with its cause', async () => {
    const { server, lines } = await serve(() => Promise.reject(new Error('hunter2')));
    const response = await fetch(server.url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL' } }],
    });
    expect(lines).toMatchObject([{ err: { cause: { message: 'hunter2' } } }]);
  });

  test('after the answer began, the connection is cut rather than the answer falsified', async () => {
    const { server } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      return Promise.reject(new Error('too late'));
    });
    await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow();
  });
});

describe('a body', () => {
  const echo: HttpServerOptions['handle'] = async (incoming, response) =>
    sendRaw(response, { status: 200, headers: {}, body: await readBody(incoming, 10) });
  const tooLarge = {
    errors: [{ message: 'The body must not exceed 10 bytes.', extensions: { code: 'PAYLOAD_TOO_LARGE' } }],
  };

  test('arrives byte by byte as it was sent, up to the limit', async () => {
    const { server } = await serve(echo);
    const body = new Uint8Array([0, 255, 10, 13, 195, 40, 1, 2, 3, 4]);
    const response = await fetch(server.url, { method: 'POST', body });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
    expect(await (await fetch(server.url, { method: 'POST' })).text()).toBe('');
  });

  test('one byte more is 413, whether it was announced or not', async () => {
    const { server } = await serve(echo);
    const announced = await fetch(server.url, { method: 'POST', body: 'x'.repeat(11) });
    expect([announced.status, await announced.json()]).toEqual([413, tooLarge]);
    const chunked = request(server.url, { method: 'POST' });
    for (let chunk = 0; chunk < 4; chunk++) chunked.write('xxxx');
    chunked.end();
    const [answer] = (await once(chunked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, JSON.parse(await text(answer))]).toEqual([413, tooLarge]);
  });

  test('whose client asks first whether it may be sent is told to, and answered', async () => {
    const { server } = await serve(echo);
    const asking = request(server.url, { method: 'POST', headers: { expect: '100-continue', 'content-length': 3 } });
    asking.flushHeaders();
    await once(asking, 'continue');
    asking.end('abc');
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect([answer.statusCode, await text(answer)]).toEqual([200, 'abc']);
  });

  test('whose client expects anything else is refused in JSON, unread', async () => {
    let refusals = 0;
    const { server } = await serve(echo, { refused: () => void (refusals += 1) });
    const asking = request(server.url, { method: 'POST', headers: { expect: 'a-miracle', 'content-length': 3 } });
    asking.on('error', () => undefined);
    asking.flushHeaders();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['content-type'], answer.headers.connection]).toEqual([
      417,
      'application/json; charset=utf-8',
      'close',
    ]);
    expect(JSON.parse(await text(answer))).toEqual({
      errors: [{ message: 'Expectation Failed.', extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(refusals).toBe(1);
    asking.destroy();
  });

  test('that never ends is cut', async () => {
    const { server } = await serve(echo, { requestTimeoutMs: 300 });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nx');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408|^$/);
  });
});

describe('a slow client', () => {
  const big = 'x'.repeat(16 * 1024 * 1024);
  const sendMuch: HttpServerOptions['handle'] = async (incoming, response) => {
    await readBody(incoming, 10);
    sendRaw(response, { status: 200, headers: {}, body: big });
  };

  function open({ server }: { server: RunningHttpServer }) {
    const socket = connect(server.port, '127.0.0.1');
    // Being cut may look like a reset.
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    return socket;
  }

  /** Sends one more byte from time to time, which is no excuse. */
  function trickle(socket: Socket, begin: string): void {
    socket.write(begin);
    const timer = setInterval(() => socket.write('x'), 20);
    socket.once('close', () => clearInterval(timer));
  }

  test.each([
    ['that never says anything', ''],
    ['whose headers never end', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
    ['whose body never ends', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n'],
  ])('%s is cut', async (what, begin) => {
    const read: HttpServerOptions['handle'] = async (incoming, response) => {
      await readBody(incoming, 1_000_000);
      sendRaw(response, { status: 200, headers: {}, body: 'all of it' });
    };
    const socket = open(await serve(read, { requestTimeoutMs: 300 }));
    if (begin) trickle(socket, begin);
    const got = await text(socket).catch(() => '');
    expect(got, what).toMatch(/^HTTP\/1.1 408|^$/);
  });

  test('that does not read its answer is cut', async () => {
    let tellGone: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (tellGone = resolve));
    const served = await serve(
      (incoming, response) => {
        response.once('close', () => tellGone());
        return sendMuch(incoming, response);
      },
      { unreadTimeoutMs: 300 },
    );
    const socket = open(served);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await gone;
    // What the system kept for it comes still, but not all.
    expect((await text(socket).catch(() => '')).length).toBeLessThan(big.length);
  });

  test('that does not read a stream is cut, even though there is always more for it', async () => {
    let tellGone: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (tellGone = resolve));
    const served = await serve(
      (_, response) => {
        response.write(big);
        const timer = setInterval(() => response.write('more'), 20);
        response.once('close', () => {
          clearInterval(timer);
          tellGone();
        });
        return gone;
      },
      { unreadTimeoutMs: 300 },
    );
    const socket = open(served);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await gone;
  });

  test('that reads a stream is not cut, however long it takes altogether', async () => {
    const served = await serve(
      async (_, response) => {
        for (let round = 0; round < 20; round += 1) {
          response.write('x'.repeat(10_000));
          await sleep(50);
        }
        response.end();
      },
      { unreadTimeoutMs: 300, requestTimeoutMs: 300 },
    );
    expect((await (await fetch(served.server.url)).text()).length).toBe(200_000);
  });

  test('has half a minute at most unless told otherwise, seen late or not', async () => {
    const { server } = await serve(hello);
    expect([server.server.requestTimeout, server.server.headersTimeout]).toEqual([CLIENT_TIMEOUT_MS, 15_000]);
    expect(CLIENT_TIMEOUT_MS + 2 * LOOK_EVERY_MS).toBeLessThanOrEqual(30_000);
  });
});

describe('draining', () => {
  test('answers what is under way, takes nothing new, and closes idle connections at once', async () => {
    let finish: () => void = () => undefined;
    const { server } = await serve(async (incoming, response) => {
      if (incoming.url === '/slow') await new Promise<void>((resolve) => (finish = resolve));
      return hello(incoming, response);
    });
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      request(server.url, { agent }, (response) => response.resume().on('end', resolve)).end();
    });
    const slow = fetch(`${server.url}/slow`);
    await sleep(50);

    let stopped = false;
    const stopping = server.stop().then(() => (stopped = true));
    await sleep(50);
    expect(stopped).toBe(false);
    await expect(fetch(server.url)).rejects.toThrow();
    finish();
    const response = await slow;
    expect(await response.text()).toBe('héllo');
    const startedAt = performance.now();
    await stopping;
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    agent.destroy();
  });

  test('is not held up by a connection that never says anything', async () => {
    const { server } = await serve(hello);
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await sleep(20);
    const startedAt = performance.now();
    await server.stop();
    await server.stop();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    socket.destroy();
  });
});

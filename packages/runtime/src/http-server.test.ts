import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { FAULT_STATUS, Fault, type FaultCode } from './faults.ts';
import { readBody, sendRaw, startHttpServer, type HttpServerOptions, type RunningHttpServer } from './http-server.ts';
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

test('a port that is taken stops the start', async () => {
  const { server } = await serve(hello);
  await expect(serve(hello, { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

describe('a handler that throws', () => {
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

  test('that never ends is cut', async () => {
    const { server } = await serve(echo, { requestTimeoutMs: 300 });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nx');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408|^$/);
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

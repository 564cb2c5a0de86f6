import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the range from which systems give out ports by themselves, so that nobody gets one of ours by asking for any. */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * Different TCP ports of 127.0.0.1 on which nobody listens. All are held until the last is found, so none comes twice.
 * @throws Error when the machine has no `count` of them.
 */
export async function reservePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  const start = FIRST + Math.floor(Math.random() * (LAST - FIRST - count));
  for (let port = start; held.size < count && port < LAST; port++) {
    const server = await listen(port);
    if (server) held.set(port, server);
  }
  for (const server of held.values()) {
    server.close();
    await once(server, 'close');
  }
  if (held.size < count) throw new Error(`There are no ${count} free ports from ${start} on.`);
  return [...held.keys()];
}

/** A server on `port`, or null when it is taken. */
function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

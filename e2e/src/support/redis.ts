import { createConnection } from 'node:net';
import { once } from 'node:events';

/** The Redis at `url`, if it answers: a database of it that nothing else uses. */
export async function findRedis(url: string): Promise<string | null> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port || 6379), timeout: 1_000 });
  try {
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    await once(socket, 'connect');
    const own = new URL(url);
    own.pathname = '/9';
    return own.href;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

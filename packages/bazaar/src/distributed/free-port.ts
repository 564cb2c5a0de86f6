import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on now. Another process may take it before you do: then starting fails, and is repeated. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // A TCP server's address is an object; only pipes have strings.
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

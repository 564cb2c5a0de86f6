import { createServer, type AddressInfo } from 'node:net';

/**
 * Different TCP ports of 127.0.0.1 that nobody listens on now. They are held together until all are found, so that none is given twice; another
 * process may still take one before you do.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, hold));
  await Promise.all(held.map(({ release }) => release()));
  return held.map(({ port }) => port);
}

function hold(): Promise<{ readonly port: number; release(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // A TCP server's address is an object; only pipes have strings.
      const { port } = server.address() as AddressInfo;
      resolve({ port, release: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

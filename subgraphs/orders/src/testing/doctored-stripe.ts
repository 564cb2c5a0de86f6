import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Changes what an answer says of a PaymentIntent, in place. */
export type Doctor = (
  intent: Record<string, unknown>,
  call: { readonly method: string; readonly path: string },
) => void;

/** Passes calls on to an emulated Stripe and its answers back, as `doctor` changes them: for what the emulator never says. */
export async function startDoctoredStripe(
  target: string,
  doctor: Doctor,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { method = '', url: path = '' } = request;
    const pass = async (): Promise<void> => {
      const { host: _host, connection: _connection, 'content-length': _length, ...given } = request.headers;
      const headers = Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]);
      const body = await text(request);
      const answer = await fetch(target + path, { method, headers, ...(body && { body }) });
      // Whatever Stripe answers is an object.
      const object = (await answer.json()) as Record<string, unknown>;
      if (object['object'] === 'payment_intent') doctor(object, { method, path });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(object));
    };
    pass().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

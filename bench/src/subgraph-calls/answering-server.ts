import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of 2 KB, as a list of products looks. */
const items = Array.from({ length: 18 }, (_, index) => ({
  id: `prd_${index}`,
  name: `A product with the number ${index}`,
  price: { amount: index * 100, currency: 'USD' },
}));
const one = JSON.stringify({ data: { items } });

/** A process of its own: answers every operation it is sent, one or an array, and tells its parent its port. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const answer = Array.isArray(asked) ? `[${asked.map(() => one).join(',')}]` : one;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
// Longer than any way waits for its turn: the yardstick does not reconnect.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  // A TCP server's address is an object; only pipes have strings.
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());

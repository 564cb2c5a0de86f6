import { WebSocket } from 'ws';

/** Many graphql-ws clients in a process of their own: `clients.ts <url> <count>`. They follow one order and count what they are told. */
const [url = '', count = '0'] = process.argv.slice(2);
const QUERY = 'subscription ($id: ID!) { orderChanged(id: $id) { id status product { name seller { title } } } }';

let received = 0;
const sockets: WebSocket[] = [];

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false, skipUTF8Validation: true });
    sockets.push(socket);
    socket.on('error', reject);
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    socket.once('message', () => {
      const payload = { query: QUERY, variables: { id: 'o1' } };
      socket.send(JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload }));
      socket.once('message', () => resolve());
      socket.on('message', () => (received += 1));
    });
  });
}

for (let opened = 0; opened < Number(count); opened += 50)
  await Promise.all(Array.from({ length: Math.min(50, Number(count) - opened) }, open));
received = 0;
process.send?.('ready');
process.on('message', (command) => {
  if (command === 'count') process.send?.(received);
  if (command === 'cut') for (const socket of sockets) socket.terminate();
});

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_EVERY_MS = 50;

/**
 * Makes `server.close()` end as soon as its last answer is out. The server itself closes connections that are idle at that moment only: a keep-alive
 * connection that turns idle later would hold it up, and so would one that never sent anything (browsers open them in advance).
 * Returns the function to call when draining begins; that one returns the function that ends its watch.
 */
export function watchConnections(server: Server): () => () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    const timer = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  };
}

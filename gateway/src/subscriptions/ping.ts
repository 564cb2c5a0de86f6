import type { WebSocket } from 'ws';

/** Cuts connections whose other end is gone without a word. Returns how to stop. */
export function ping(socket: WebSocket, everyMs: number): () => void {
  let isAnswered = true;
  const timer = setInterval(() => {
    if (!isAnswered) return socket.terminate();
    isAnswered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.on('pong', () => (isAnswered = true));
  return () => clearInterval(timer);
}

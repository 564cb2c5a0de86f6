import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Door {
  /** On this machine; ask there with `askAt()`. */
  readonly port: number;
  /** Has the answer worked out anew for whoever asks next. */
  forget(): void;
  close(): void;
}

/** Opens a port of vitest's own process at which its test processes get an answer that is worked out once: `answer()` is called for the first of them. */
export async function openDoor(answer: () => Promise<string>): Promise<Door> {
  let answered: Promise<string> | undefined;
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    answered ??= answer().catch((error: unknown) => `error: ${String(error)}`);
    void answered.then((told) => socket.end(told));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The door has no port.');
  return {
    port: address.port,
    forget: () => (answered = undefined),
    close: () => void server.close(),
  };
}

/** @throws Error with what kept the answer from being found. */
export async function askAt(port: number): Promise<string> {
  const told = await text(connect(port, '127.0.0.1'));
  if (told === '' || told.startsWith('error: ')) throw new Error(told || 'The test run has ended.');
  return told;
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A TCP door before several servers of 127.0.0.1: each connection goes to the first of `ports` that takes it. */
export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near);
    near.on('error', () => undefined);
    near.once('close', () => open.delete(near));
    void firstThatTakes(ports).then((far) => {
      if (!far) return near.destroy();
      far.once('close', () => near.destroy());
      near.once('close', () => far.destroy());
      near.pipe(far).pipe(near);
      return undefined;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a TCP port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function firstThatTakes(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const far = connect(port, '127.0.0.1');
    far.on('error', () => undefined);
    const isTaken = await new Promise<boolean>((resolve) => {
      far.once('connect', () => resolve(true));
      far.once('close', () => resolve(false));
    });
    if (isTaken) return far;
  }
  return undefined;
}

import { randomUUID } from 'node:crypto';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';

/** @throws when the subgraph does not say that it is ready. */
export async function checkSubgraph(door: SubgraphDoor): Promise<void> {
  const request = { method: 'GET', path: '/health/ready', headers: {}, body: Buffer.alloc(0), requestId: randomUUID() };
  const { status } = await door.serveRaw(request);
  if (status !== 200) throw new Error(`not ready: ${status}`);
}

import { randomUUID } from 'node:crypto';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';

/** How long GraphQL may take to tell a type's name, in milliseconds. */
const ANSWER_MS = 2_000;

/**
 * Asks `/health/ready`, as our own subgraphs have it. Others may have anything there, or nothing: they are ready when their GraphQL answers.
 * @throws when the subgraph does not say that it is ready.
 */
export async function checkSubgraph(door: SubgraphDoor): Promise<void> {
  const requestId = randomUUID();
  const { status } = await door.serveRaw({
    method: 'GET',
    path: '/health/ready',
    headers: {},
    body: Buffer.alloc(0),
    requestId,
  });
  if (status === 200) return;
  if (status >= 500) throw new Error(`not ready: ${status}`);
  const { data } = await door.execute({
    query: '{ __typename }',
    caller: null,
    requestId,
    deadline: Date.now() + ANSWER_MS,
    signal: new AbortController().signal,
  });
  if (!data) throw new Error(`not ready: ${status}, and no GraphQL`);
}

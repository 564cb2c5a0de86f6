import type { CallCommand } from '@bazaar/gateway/partners/call-command';
import { createInProcessNeighbours } from '@bazaar/subgraph/in-process-neighbours';
import { withDeadline } from '@bazaar/runtime/deadline';
import type { InternalDoors } from '@bazaar/subgraph/neighbours';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { randomUUID } from 'node:crypto';

/** How long a command may take, in milliseconds. */
const COMMAND_MS = 5_000;

/** The gateway's commands to the subgraphs of this process, without HTTP; `find` answers with those that have started. */
export function createGatewayCommands(find: (name: SubgraphName) => InternalDoors | undefined): CallCommand {
  const neighbours = createInProcessNeighbours(find);
  return async (name, input) => {
    const deadline = Date.now() + COMMAND_MS;
    const { signal, dispose } = withDeadline(deadline);
    try {
      const envelope = { from: 'gateway', caller: null, requestId: randomUUID(), deadline, signal } as const;
      return await neighbours.command(name, input, envelope);
    } finally {
      dispose();
    }
  };
}

import { Fault } from '@bazaar/runtime/faults';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { InternalDoors, Neighbours } from './neighbours.ts';

/**
 * Neighbours in this process; `find` answers with those that have started. Inputs and answers are structured clones,
 * so that nothing is shared that would not cross a wire either.
 */
export function createInProcessNeighbours(find: (name: SubgraphName) => InternalDoors | undefined): Neighbours {
  function doorOf(name: string): InternalDoors {
    // A name that is no subgraph's is simply not found.
    const door = find(name as SubgraphName);
    if (!door) throw new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the marketplace is not available.', { cause: name });
    return door;
  }
  return {
    async command(name, input, envelope) {
      const owner = name.slice(0, name.indexOf('.'));
      const door = doorOf(owner);
      try {
        return structuredClone(await door.command(name, structuredClone(input), envelope));
      } catch (error) {
        if (error instanceof Fault) throw error;
        throw new Fault('INTERNAL', 'A part of the marketplace failed.', { cause: error });
      }
    },
    async deliver(listener, event) {
      await doorOf(listener).deliver(structuredClone(event));
    },
  };
}

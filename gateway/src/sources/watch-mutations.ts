import { contextOf } from './authorization-context.ts';
import type { RunCall } from './call.ts';

/** Tells the doors of one gateway that somebody has written, by the name of the authorization context. */
export interface MutationWatch {
  written(context: string): void;
  /** Returns what takes the listener back. */
  onWritten(listener: (context: string) => void): () => void;
}

/** One for all doors: what a mutation of one subgraph changes may be read from another. */
export function createMutationWatch(): MutationWatch {
  const listeners = new Set<(context: string) => void>();
  return {
    written(context) {
      for (const listener of listeners) listener(context);
    },
    onWritten(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Tells of every mutation when it is over, however it ended, and before its caller hears of it. */
export function announceMutations(run: RunCall, mutations: MutationWatch): RunCall {
  return (call) => {
    if (!call.isMutation) return run(call);
    return run(call).finally(() => mutations.written(contextOf(call.asker)));
  };
}

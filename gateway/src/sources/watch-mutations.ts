import type { OperationRequest, OperationResponse } from '@bazaar/runtime/subgraph-door';
import { contextOf } from './authorization-context.ts';
import type { RunCall } from './call.ts';

/**
 * Tells the doors of one gateway that somebody has written, or heard that somebody has, by the name of the authorization context; without a name it
 * concerns everybody.
 */
export interface MutationWatch {
  written(context?: string): void;
  /** Returns what takes the listener back. */
  onWritten(listener: (context: string | undefined) => void): () => void;
}

/** One for all doors: what a mutation of one subgraph changes may be read from another. */
export function createMutationWatch(): MutationWatch {
  const listeners = new Set<(context: string | undefined) => void>();
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

/** Tells of every event of a subscription, before who subscribed hears of it: what it tells of shall be there to read. */
export function announceEvents(
  events: AsyncIterableIterator<OperationResponse>,
  request: OperationRequest,
  mutations: MutationWatch,
): AsyncIterableIterator<OperationResponse> {
  const context = contextOf(request);
  return {
    async next() {
      const event = await events.next();
      if (!event.done) mutations.written(context);
      return event;
    },
    return: () => events.return?.() ?? Promise.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

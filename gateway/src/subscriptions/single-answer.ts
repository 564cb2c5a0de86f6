import type { FormattedExecutionResult } from 'graphql';
import type { RequestScope } from '../engine/request-scope.ts';

/**
 * The answer of a query or mutation as a sequence of one, so that a client that completes the operation early, or leaves,
 * cancels it like a subscription: `return()` abandons its scope.
 */
export function singleAnswer(
  scope: RequestScope,
  run: () => Promise<FormattedExecutionResult>,
): AsyncIterableIterator<FormattedExecutionResult> {
  let isDone = false;
  return {
    async next() {
      if (isDone) return { done: true, value: undefined };
      isDone = true;
      return { done: false, value: await run() };
    },
    return() {
      isDone = true;
      scope.abandon();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

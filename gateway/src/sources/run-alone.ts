import type { RunCall, SendCall } from './call.ts';
import { readAnswer } from './read-answer.ts';

/** Runs each operation by an HTTP request of its own. */
export function runAlone(send: SendCall): RunCall {
  return async (call) => readAnswer(await send(call));
}

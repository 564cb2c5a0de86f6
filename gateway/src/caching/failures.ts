import { codeForClients } from '../guards/mask-errors.ts';

/** What stands for a subgraph that could not answer. */
const FAILURES: ReadonlySet<unknown> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
  'INTERNAL_SERVER_ERROR',
]);

/** Whether an error says that something could not be had, as opposed to that it is refused or is not there: what is kept may stand in then. */
export function isFailure({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): boolean {
  return FAILURES.has(codeForClients(extensions));
}

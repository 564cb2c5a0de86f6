import type { IncomingHttpHeaders } from 'node:http';

/** Whether a client wants to see the plan of its operation: beside the answer, or in place of it. */
export type PlanRequest = 'shown' | 'instead';

export const PLAN_HEADER = 'apollo-expose-query-plan';

/** Reads {@link PLAN_HEADER}, by the name and with the values that Apollo's router has: `true` and `dry-run`. */
export function readPlanRequest(headers: IncomingHttpHeaders): PlanRequest | undefined {
  switch (headers[PLAN_HEADER]) {
    case 'true':
      return 'shown';
    case 'dry-run':
      return 'instead';
    default:
      return undefined;
  }
}

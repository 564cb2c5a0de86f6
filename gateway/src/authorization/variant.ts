import { findDenials, type Denials } from './find-denials.ts';
import { reduceOperation, type ReducedOperation } from './reduce-operation.ts';
import type { RuledOperation } from './ruled-fields.ts';

/** An operation as those see it who meet the same of its requirements. */
export interface Variant {
  readonly reduced: ReducedOperation;
  readonly denials: Denials;
}

/** @param isMet by the index of a requirement. */
export function makeVariant(ruled: RuledOperation, isMet: (requirement: number) => boolean): Variant {
  const denied = new Set([...ruled.ruled].flatMap(([field, requirement]) => (isMet(requirement) ? [] : [field])));
  const reduced = reduceOperation(ruled, denied);
  return { reduced, denials: findDenials(ruled, reduced) };
}

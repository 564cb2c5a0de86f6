import type { GraphQLError } from 'graphql';
import type { AcceptedOperation } from '../documents/accept-document.ts';
import type { Asked } from '../guards/guard.ts';
import type { Refusal } from '../pipeline/refusal.ts';
import type { AuthorizationMode } from './authorize.ts';
import { createPolicies, type Policies } from './policies.ts';
import type { Reduction } from './reduce-operation.ts';

export interface AuthorizationSettings {
  readonly mode: AuthorizationMode;
  readonly policies: Policies;
}

/** What a caller may run of an operation. */
export interface Permitted {
  /** What to plan instead of the whole; absent when all of it may be seen. */
  readonly reduction?: Reduction;
  /** Of the fields that may not. */
  readonly denials: readonly GraphQLError[];
}

/** The step between guards and plan. */
export type AuthorizeOperation = (accepted: AcceptedOperation, asked: Asked) => Permitted | Refusal;

const EVERYTHING: Permitted = { denials: [] };

/** Holds operations against the rules of their own supergraph. */
export function createAuthorizeOperation({ mode, policies }: AuthorizationSettings): AuthorizeOperation {
  const evaluatePolicy = createPolicies(policies);
  return ({ supergraph, document, operation }, { variables, origin }) => {
    const { caller } = origin.client;
    const authorization = supergraph.authorize({ document, operation, caller, variables, mode, evaluatePolicy });
    switch (authorization.kind) {
      case 'granted':
        return EVERYTHING;
      case 'reduced':
        return { reduction: authorization.reduction, denials: authorization.errors };
      case 'refused':
        return { refused: authorization.errors };
    }
  };
}

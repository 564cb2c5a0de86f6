import { GraphQLError } from 'graphql';
import type { OperationRequest, Origin } from '../pipeline/operation-request.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';

export interface FoundDocument {
  readonly query: string;
}

/** The text that a request stands for. */
export type FindDocument = (
  request: OperationRequest,
  origin: Origin,
) => FoundDocument | Refusal | Promise<FoundDocument | Refusal>;

/** Takes the client's own text. */
export const takeText: FindDocument = ({ query }) =>
  query ? { query } : refuse('BAD_REQUEST', [new GraphQLError('The request has no "query".')]);

import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { LruMap } from '../engine/lru-map.ts';
import { hold } from './conditions.ts';
import type { Denials } from './find-denials.ts';
import type { Reduction } from './reduce-operation.ts';
import { createJudge, type EvaluatePolicy } from './requirement.ts';
import { findRuledFields, type RuledOperation } from './ruled-fields.ts';
import type { AuthorizationRules } from './rules.ts';
import { makeVariant, type Variant } from './variant.ts';

/** `partial`: denied fields are null, and a mutation runs unless that leaves no answer. `reject`: an operation with a denied field is not executed. */
export type AuthorizationMode = 'partial' | 'reject';

export interface AuthorizationRequest {
  /** The same nodes for every request of the same operation: by them it is recognised. Valid in the API schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly caller: CallerClaims | null;
  readonly evaluatePolicy: EvaluatePolicy;
  readonly mode: AuthorizationMode;
  /** As the client gave them, and checked: fields that they skip are not told of. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Authorization =
  /** The operation runs as it is. */
  | { readonly kind: 'granted' }
  /** The reduced operation runs; `errors` go out beside those of the execution. The same `reduction` object comes again for callers who may see the same. */
  | { readonly kind: 'reduced'; readonly reduction: Reduction; readonly errors: readonly GraphQLError[] }
  /** Nothing runs. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] };

export type Authorize = (request: AuthorizationRequest) => Authorization;

/** Reductions that one operation keeps: as many groups of callers, told apart by what they may see of it. */
const MAX_VARIANTS = 16;

const GRANTED: Authorization = { kind: 'granted' };

interface KnownOperation {
  readonly ruled: RuledOperation;
  readonly variants: LruMap<string, Variant>;
}

/**
 * Holds operations against the rules of one supergraph. What depends on the operation alone is found out once and remembered with it; who asks is then a
 * question of which of its requirements are met.
 */
export function createAuthorize(schema: GraphQLSchema, rules: AuthorizationRules): Authorize {
  if (rules.fields.size === 0) return () => GRANTED;
  const known = new WeakMap<OperationDefinitionNode, KnownOperation | 'unruled'>();

  function lookUp(request: AuthorizationRequest): KnownOperation | 'unruled' {
    let found = known.get(request.operation);
    if (!found) {
      const ruled = findRuledFields(request, schema, rules);
      found = ruled ? { ruled, variants: new LruMap(MAX_VARIANTS) } : 'unruled';
      known.set(request.operation, found);
    }
    return found;
  }

  return (request) => {
    const found = lookUp(request);
    if (found === 'unruled') return GRANTED;
    const { ruled, variants } = found;
    const isMet = createJudge(request.caller, request.evaluatePolicy);
    let key = '';
    for (const required of ruled.requirements) key += isMet(required) ? '1' : '0';
    if (!key.includes('0')) return GRANTED;
    let variant = variants.get(key);
    if (!variant) variants.set(key, (variant = makeVariant(ruled, (requirement) => key[requirement] === '1')));
    const errors = errorsOf(variant.denials, request);
    const { reduced } = variant;
    const isLost = errors.some(({ path = [] }) => path.length === 1 && reduced.lostRoots.has(String(path[0])));
    return reduced.isEmptied || isLost || (request.mode === 'reject' && errors.length > 0)
      ? { kind: 'refused', errors }
      : { kind: 'reduced', reduction: reduced, errors };
  };
}

function errorsOf({ listed, areMore }: Denials, { operation, variables }: AuthorizationRequest): GraphQLError[] {
  const paths = new Map<string, readonly string[]>();
  for (const { path, conditions } of listed)
    if (conditions.length === 0 || hold(conditions, operation, variables)) paths.set(path.join('\n'), path);
  const errors = [...paths.values()].map((path) => denialError(path));
  return areMore ? [...errors, denialError(undefined)] : errors;
}

/** The Apollo Router's words and code, and no word about what would be required. */
function denialError(path: readonly string[] | undefined): GraphQLError {
  return new GraphQLError('Unauthorized field or type', {
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });
}

import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Denials } from './find-denials.ts';
import { createJudge, type EvaluatePolicy } from './requirement.ts';
import { findRuledFields } from './ruled-fields.ts';
import type { AuthorizationRules } from './rules.ts';
import { makeVariant } from './variant.ts';

const NONE: Denials = { listed: [], areMore: false };

/** Tells what a caller would be denied of an operation, by the rules and the judgement that it will meet, before it is ever sent. The operation is valid in `schema`. */
export function foreseeDenials(
  asked: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    readonly caller: CallerClaims | null;
    readonly evaluatePolicy: EvaluatePolicy;
  },
  schema: GraphQLSchema,
  rules: AuthorizationRules,
): Denials {
  const ruled = findRuledFields(asked, schema, rules);
  if (!ruled) return NONE;
  const isMet = createJudge(asked.caller, asked.evaluatePolicy);
  const met = ruled.requirements.map((required) => isMet(required));
  return met.includes(false) ? makeVariant(ruled, (requirement) => met[requirement] === true).denials : NONE;
}

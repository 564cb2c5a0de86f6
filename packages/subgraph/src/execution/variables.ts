import {
  getVariableValues,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { compileCoercion, UNCLEAR, type Coerce } from './coerce-input.ts';
import type { CoercedVariables } from './run.ts';

export type CoercedOrErrors =
  | { readonly coerced: CoercedVariables; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

/** How many mistakes in variables are told, as graphql-js limits them when it executes. */
const LIMITS = { maxErrors: 50 };

/**
 * Prepares the coercion of an operation's variables. What is as it should be takes a path that was laid when the operation was
 * compiled; for everything else graphql-js decides and words the errors.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Readonly<Record<string, unknown>>) => CoercedOrErrors {
  const variables = definitions.map((definition) => compileVariable(schema, definition));

  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, coerce, whenAbsent } of variables) {
      const value = Object.hasOwn(given, name) ? coerce(given[name]) : whenAbsent();
      if (value === UNCLEAR) return getVariableValues(schema, definitions, given, LIMITS);
      if (value !== undefined) coerced[name] = value;
    }
    return { coerced };
  };
}

interface Variable {
  readonly name: string;
  readonly coerce: Coerce;
  /** `undefined` stands for no value. */
  readonly whenAbsent: () => unknown;
}

function compileVariable(schema: GraphQLSchema, definition: VariableDefinitionNode): Variable {
  const { defaultValue } = definition;
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  const unclear = (): unknown => UNCLEAR;
  // Assigning to a property of that name would not make it.
  if (!isInputType(type) || name === '__proto__') return { name, coerce: unclear, whenAbsent: unclear };
  const coerce = compileCoercion(type);
  if (!defaultValue) return { name, coerce, whenAbsent: isNonNullType(type) ? unclear : () => undefined };
  // Each time anew: it belongs to the resolvers that get it.
  const whenAbsent = (): unknown => {
    const value: unknown = valueFromAST(defaultValue, type);
    return value === undefined ? UNCLEAR : value;
  };
  return { name, coerce, whenAbsent };
}

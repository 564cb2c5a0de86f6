import {
  getArgumentValues,
  isNonNullType,
  Kind,
  valueFromAST,
  visit,
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type ValueNode,
} from 'graphql';
import type { CoercedVariables } from './run.ts';

export type Arguments = Record<string, unknown>;

/** What one argument is; `undefined` when it has no value, or not a valid one. */
type Read = (variables: CoercedVariables) => unknown;

/**
 * The arguments of a field, each time in an object of their own.
 * @throws GraphQLError, when called, if a value is missing or not valid.
 */
export function compileArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: CoercedVariables) => Arguments {
  if (definition.args.length === 0) return () => ({});
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument]));
  const reads = definition.args.map((argument) => readOf(argument, given.get(argument.name)));
  const names = definition.args.map(({ name }) => name);
  // An argument that may be left out is: it has no value of its own then, and no default.
  const optional = definition.args.map(
    ({ name, type, defaultValue }) =>
      defaultValue === undefined &&
      !isNonNullType(type) &&
      (given.get(name)?.value.kind ?? Kind.VARIABLE) === Kind.VARIABLE,
  );

  return (variables) => {
    const values: Arguments = {};
    for (let index = 0; index < reads.length; index++) {
      const value = reads[index]?.(variables);
      if (value !== undefined) values[names[index] ?? ''] = value;
      // graphql-js knows defaults, and what to say of a value that is missing or wrong.
      else if (!optional[index]) return getArgumentValues(definition, node, variables);
    }
    return values;
  };
}

function readOf({ type, defaultValue }: GraphQLArgument, given: ArgumentNode | undefined): Read {
  if (!given) return () => defaultValue;
  const { value } = given;
  if (value.kind === Kind.VARIABLE) {
    const name = value.name.value;
    const nullable = !isNonNullType(type);
    return (variables) => {
      if (!Object.hasOwn(variables, name)) return defaultValue;
      const read = variables[name];
      return read === null && !nullable ? undefined : read;
    };
  }
  if (!mentionsVariable(value)) {
    const constant: unknown = valueFromAST(value, type);
    if (constant === null || typeof constant !== 'object') return () => constant;
  }
  // A list or object is the resolver's own: it may change it.
  return (variables) => valueFromAST(value, type, variables);
}

function mentionsVariable(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable() {
      found = true;
    },
  });
  return found;
}

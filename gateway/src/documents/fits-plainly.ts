import {
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

type Fits = (value: unknown) => boolean;

/**
 * Tells at a fraction of what graphql-js takes for it whether variables fit their definitions: scalars, enums and lists of them, which most variables are.
 * False means that graphql-js has to look: at something else, or to say what is wrong.
 */
export function compileFit(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (variables: Readonly<Record<string, unknown>>) => boolean {
  const checks = definitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    if (!type || !isInputType(type)) return { name: variable.name.value, fits: never, mayMiss: false };
    return {
      name: variable.name.value,
      fits: fitOf(type),
      mayMiss: defaultValue !== undefined || !isNonNullType(type),
    };
  });
  return (variables) =>
    checks.every(({ name, fits, mayMiss }) => (Object.hasOwn(variables, name) ? fits(variables[name]) : mayMiss));
}

const never: Fits = () => false;

function fitOf(type: GraphQLInputType): Fits {
  if (isNonNullType(type)) {
    const fits = fitOf(type.ofType);
    return (value) => value !== null && fits(value);
  }
  if (isListType(type)) {
    const fits = fitOf(type.ofType);
    return (value) => value === null || (Array.isArray(value) && value.every(fits));
  }
  if (!isLeafType(type)) return never;
  return (value) => {
    if (value === null) return true;
    try {
      return type.parseValue(value) !== undefined;
    } catch {
      return false;
    }
  };
}

import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** An operation whose variables have names that the plan's own cannot clash with. */
export interface PlainVariables {
  readonly document: DocumentNode;
  /** The client's values under these names, beside its own. */
  readonly valuesOf: (given: Values) => Values;
}

/** The variable by which the planner hands entities to a fetch. */
const PLANNERS = 'representations';

export function plainVariables(document: DocumentNode, operation: OperationDefinitionNode): PlainVariables {
  const names = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  if (!names.has(PLANNERS)) return { document, valuesOf: (given) => given };
  let name = `${PLANNERS}_`;
  while (names.has(name)) name += '_';
  return {
    document: visit(document, {
      [Kind.VARIABLE]: (variable) =>
        variable.name.value === PLANNERS ? { ...variable, name: { kind: Kind.NAME, value: name } } : undefined,
    }),
    valuesOf: (given) => (PLANNERS in given ? { ...given, [name]: given[PLANNERS] } : given),
  };
}

import { Kind, visit, type DirectiveNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';

export interface ConditionVariable {
  readonly name: string;
  readonly defaultValue: boolean | undefined;
}

/** The variables that skip or include a part of the operation, in a fixed order. */
export function conditionVariables({
  document,
  operation,
}: {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}): ConditionVariable[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }: DirectiveNode) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].map((name) => {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const value = definition?.defaultValue;
    return { name, defaultValue: value?.kind === Kind.BOOLEAN ? value.value : undefined };
  });
}

import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/**
 * Refuses operations with more than `limit` root fields, aliases counted: each is a call of its own to a subgraph, or a try of its own at a password.
 */
export function limitRootFields(limit: number) {
  return (context: ValidationContext): ASTVisitor => {
    /** Each fragment is counted once, however often it is spread; one within itself, which another rule refuses, as nothing. */
    const counted = new Map<string, number>();

    function countFields(set: SelectionSetNode): number {
      let count = 0;
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) count += 1;
        else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(selection.selectionSet);
        else count += countFragment(selection.name.value);
      }
      return count;
    }

    function countFragment(name: string): number {
      const known = counted.get(name);
      if (known !== undefined) return known;
      counted.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? countFields(fragment.selectionSet) : 0;
      counted.set(name, count);
      return count;
    }

    return {
      OperationDefinition(operation) {
        if (countFields(operation.selectionSet) <= limit) return;
        context.reportError(
          new GraphQLError(`An operation may have at most ${limit} root fields.`, { nodes: operation }),
        );
      },
    };
  };
}

import { GraphQLError, type ASTVisitor, type FieldNode, type ValidationContext } from 'graphql';

/**
 * Refuses documents that ask more than once, by whatever aliases and fragments, for fields of which one is a try: credentials, codes. Otherwise one
 * request would be a list of tries that counts as one.
 *
 * @param coordinates such as `Mutation.userSignIn`; they count together
 */
export function oncePerOperation(coordinates: readonly string[]) {
  const counted = new Set(coordinates);
  return (context: ValidationContext): ASTVisitor => {
    const found: FieldNode[] = [];
    return {
      Field(node) {
        if (counted.has(`${context.getParentType()?.name ?? ''}.${node.name.value}`)) found.push(node);
      },
      Document: {
        leave() {
          if (found.length <= 1) return;
          const names = [...new Set(found.map(({ name }) => name.value))].toSorted().join(' and ');
          context.reportError(new GraphQLError(`One operation may try ${names} once.`, { nodes: found }));
        },
      },
    };
  };
}

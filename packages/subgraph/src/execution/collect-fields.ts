import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLObjectType,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldNodes, Program } from './program.ts';

/**
 * The fields that `selectionSets` ask of an object of type `type`, by response key in the order of the answer.
 * @throws GraphQLError when a condition has no value.
 */
export function collectFields(
  program: Pick<Program, 'schema' | 'fragments' | 'conditions'>,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, FieldNodes> {
  const { schema, fragments, conditions } = program;
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const spread = new Set<string>();
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;

  function collect({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD && spread.has(node.name.value)) continue;
      if (!isIncluded(node)) continue;
      switch (node.kind) {
        case Kind.FIELD: {
          const key = (node.alias ?? node.name).value;
          const nodes = fields.get(key);
          if (nodes) nodes.push(node);
          else fields.set(key, [node]);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          if (applies(node.typeCondition)) collect(node.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD: {
          spread.add(node.name.value);
          const fragment = fragments[node.name.value];
          if (fragment && applies(fragment.typeCondition)) collect(fragment.selectionSet);
          break;
        }
      }
    }
  }

  function isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, node, conditions)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.['if'] !== false;
  }

  function applies(condition: NamedTypeNode | undefined): boolean {
    if (!condition) return true;
    const wanted = typeFromAST(schema, condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  }
}

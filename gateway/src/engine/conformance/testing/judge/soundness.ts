import {
  getOperationAST,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Answer, ClientOperation } from '../../executor-under-test.ts';
import { collectFields, fragmentsOf, type Asked } from './collect-fields.ts';

/**
 * What is wrong with an answer whatever the subgraphs said: keys that were not asked for, are missing or stand in another order than the
 * specification's, nulls where none may be, values that their type does not have, no data without an error, and error paths that are no paths.
 */
export function findUnsoundness(
  schema: GraphQLSchema,
  operation: ClientOperation,
  { data, errors = [] }: Answer,
): string[] {
  const node = getOperationAST(operation.document, operation.operationName);
  const root = node && schema.getRootType(node.operation);
  if (!node || !root) throw new Error('the operation is not in the document');
  const asked: Asked = { schema, fragments: fragmentsOf(operation.document), variables: operation.variables };
  const badPaths = errors
    .filter(({ path = [] }) => path.includes('@'))
    .map(({ path }) => `an error path is ${path?.join('.')}`);
  if (data !== null && data !== undefined)
    return [...badPaths, ...inObject(data, root, [node.selectionSet], 'data', asked)];
  return errors.length > 0 ? badPaths : ['there is neither data nor an error'];
}

function inValue(
  value: unknown,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  at: string,
  asked: Asked,
): string[] {
  if (isNonNullType(type)) return value === null ? [`${at} is null`] : inValue(value, type.ofType, sets, at, asked);
  if (value === null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((element, index) => inValue(element, type.ofType, sets, `${at}.${index}`, asked));
  }
  if (isLeafType(type)) return isLeaf(value, type) ? [] : [`${at} is ${JSON.stringify(value)}, no ${type.name}`];
  if (isObjectType(type)) return inObject(value, type, sets, at, asked);
  // Without a __typename, any of the possible types will do.
  const perType = asked.schema.getPossibleTypes(type).map((possible) => inObject(value, possible, sets, at, asked));
  return perType.find((problems) => problems.length === 0) ?? perType[0] ?? [];
}

function inObject(
  value: unknown,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  at: string,
  asked: Asked,
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const fields = collectFields(sets, type, asked);
  const [has, wants] = [Object.keys(value), [...fields.keys()]];
  if (has.join() !== wants.join())
    return [`${at} has ${has.join() || 'nothing'} instead of ${wants.join() || 'nothing'}`];
  return [...fields].flatMap(([key, nodes]) => {
    // Its own key, see above.
    const inner = (value as Record<string, unknown>)[key];
    const name = nodes[0]?.name.value ?? '';
    if (name === TypeNameMetaFieldDef.name) return inner === type.name ? [] : [`${at}.${key} is ${String(inner)}`];
    const field = type.getFields()[name];
    return field
      ? inValue(
          inner,
          field.type,
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          `${at}.${key}`,
          asked,
        )
      : [];
  });
}

function isLeaf(value: unknown, type: GraphQLLeafType): boolean {
  try {
    return type.serialize(value) !== undefined;
  } catch {
    return false;
  }
}

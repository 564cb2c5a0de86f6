import {
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, isLeftOut } from '../../engine/conformance/testing/judge/collect-fields.ts';

/** Says by brute force what a caller must not see. `isRuled`: whether a rule on exactly this element stands against the caller. */
export function createOracle(
  schema: GraphQLSchema,
  isRuled: (coordinate: string) => boolean,
  requires: (coordinate: string) => readonly string[],
) {
  function isDenied(type: string, field: string, open: readonly string[] = []): boolean {
    const coordinate = `${type}.${field}`;
    if (open.includes(coordinate) || field.startsWith('__')) return false;
    const parent = schema.getType(type);
    const definition = parent && 'getFields' in parent ? parent.getFields()[field] : undefined;
    if (!parent || !definition) return false;
    const returned = namedTypeOf(definition.type as GraphQLOutputType);
    const inner = [...open, coordinate];
    return (
      isRuled(coordinate) ||
      isTypeDenied(parent) ||
      isTypeDenied(returned) ||
      implementationsOf(parent).some(({ name }) => isDenied(name, field, inner)) ||
      requires(coordinate).some((set) => isAnyDenied(parse(`{ ${set} }`), parent, inner))
    );
  }

  function isTypeDenied(type: GraphQLNamedType): boolean {
    return [type, ...implementationsOf(type)].some(({ name }) => isRuled(name));
  }

  function implementationsOf(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (!isInterfaceType(type)) return [];
    const { objects, interfaces } = schema.getImplementations(type);
    return [...objects, ...interfaces];
  }

  function isAnyDenied(document: DocumentNode, type: GraphQLNamedType, open: readonly string[]): boolean {
    const look = ({ selections }: SelectionSetNode, parent: GraphQLNamedType): boolean =>
      selections.some((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const on = schema.getType(selection.typeCondition?.name.value ?? parent.name) ?? parent;
          return isTypeDenied(on) || look(selection.selectionSet, on);
        }
        if (isDenied(parent.name, selection.name.value, open)) return true;
        const field = 'getFields' in parent ? parent.getFields()[selection.name.value] : undefined;
        return (
          selection.selectionSet !== undefined &&
          field !== undefined &&
          look(selection.selectionSet, namedTypeOf(field.type as GraphQLOutputType))
        );
      });
    return document.definitions.some(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && look(definition.selectionSet, type),
    );
  }

  return { isDenied };
}

export type Oracle = ReturnType<typeof createOracle>;

interface Asked {
  readonly set: SelectionSetNode;
  /** As which type the objects are asked. */
  readonly as: GraphQLNamedType;
  readonly isDenied: boolean;
}

/** The response key of `__typename` that {@link withNames} adds. */
const NAME_KEY = 'zz_name';

/** The same operation with the name of every object. */
export function withNames(document: DocumentNode): DocumentNode {
  const [name] = (parse(`{ ${NAME_KEY}: __typename }`).definitions[0] as OperationDefinitionNode).selectionSet
    .selections;
  const named = <T>(node: T): T =>
    Array.isArray(node)
      ? (node.map(named) as T)
      : typeof node !== 'object' || node === null
        ? node
        : (Object.fromEntries(
            Object.entries(node).map(([key, value]: [string, unknown]) => [
              key,
              key === 'selections' ? [...(named(value) as unknown[]), name] : key === 'loc' ? undefined : named(value),
            ]),
          ) as T);
  return named(document);
}

/** The answer to `operation` with null where a field is denied, and where that bubbles to; and the places, `@` for elements. */
export function withoutDenied(
  schema: GraphQLSchema,
  oracle: Oracle,
  {
    document,
    operation,
    variables,
  }: { document: DocumentNode; operation: OperationDefinitionNode; variables: Readonly<Record<string, unknown>> },
  answer: unknown,
): { data: unknown; places: Set<string> } {
  const fragments = fragmentsOf(document);
  const places = new Set<string>();

  function collect(
    { set, as, isDenied }: Asked,
    type: GraphQLObjectType,
    into: Map<string, { node: FieldNode; as: GraphQLNamedType; isDenied: boolean }[]>,
  ): void {
    for (const selection of set.selections) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const denied = isDenied || oracle.isDenied(as.name, selection.name.value);
        into.set(key, [...(into.get(key) ?? []), { node: selection, as, isDenied: denied }]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const on = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : as;
      if (!fragment || !on || !(on === type || (isAbstractType(on) && schema.isSubType(on, type)))) continue;
      collect({ set: fragment.selectionSet, as: on, isDenied }, type, into);
    }
  }

  function object(
    asked: readonly Asked[],
    value: Record<string, unknown>,
    declared: GraphQLNamedType,
    path: readonly string[],
  ): Record<string, unknown> | undefined {
    const type = isObjectType(declared) ? declared : schema.getType(String(value[NAME_KEY]));
    if (!isObjectType(type)) throw new Error('an object without a type');
    const fields = new Map<string, { node: FieldNode; as: GraphQLNamedType; isDenied: boolean }[]>();
    for (const one of asked) collect(one, type, fields);
    const entries: [string, unknown][] = [];
    let isFatal = false;
    for (const [key, nodes] of fields) {
      const definition = type.getFields()[nodes[0]?.node.name.value ?? ''];
      const here = [...path, key];
      let inner = value[key];
      // A leaf that is granted otherwise shows; below an object something may be missing.
      const isShown = nodes.some(({ node, isDenied }) => !isDenied && !node.selectionSet);
      if (nodes.some(({ isDenied }) => isDenied) && !isShown && nodes[0]?.node.name.value !== '__typename')
        places.add(here.join('.'));
      if (definition) {
        const children = nodes.flatMap(({ node, as, isDenied }) => {
          const field = 'getFields' in as ? as.getFields()[node.name.value] : undefined;
          return node.selectionSet && field
            ? [{ set: node.selectionSet, as: namedTypeOf(field.type as GraphQLOutputType), isDenied }]
            : [];
        });
        inner = nodes.every(({ isDenied }) => isDenied) ? null : complete(children, inner, definition.type, here);
        if (inner === null && isNonNullType(definition.type)) isFatal = true;
      }
      entries.push([key, inner]);
    }
    return isFatal ? undefined : Object.fromEntries(entries);
  }

  function complete(
    asked: readonly Asked[],
    value: unknown,
    type: GraphQLOutputType,
    path: readonly string[],
  ): unknown {
    if (value === null || value === undefined) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const { ofType } = nullable as { ofType: GraphQLOutputType };
      const elements = (value as unknown[]).map((element) => complete(asked, element, ofType, [...path, '@']));
      return isNonNullType(ofType) && elements.includes(null) ? null : elements;
    }
    return asked.length > 0 ? (object(asked, value as Record<string, unknown>, nullable, path) ?? null) : value;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error('no root type');
  const asked = [{ set: operation.selectionSet, as: root, isDenied: false }];
  const data = answer === null ? null : (object(asked, answer as Record<string, unknown>, root, []) ?? null);
  return { data, places };
}

export function namedTypeOf(type: GraphQLOutputType): GraphQLNamedType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? namedTypeOf(nullable.ofType) : nullable;
}

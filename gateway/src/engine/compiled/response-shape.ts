import {
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What the client's answer looks like: which keys in which order, and what may stand at each. */
export type ValueShape =
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | {
      readonly kind: 'list';
      readonly isElementNonNull: boolean;
      readonly element: ValueShape;
      readonly elementType: string;
    }
  | { readonly kind: 'object'; readonly objects: ObjectChoice };

export interface FieldShape {
  readonly key: string;
  /** `Product.name`, for messages. */
  readonly coordinate: string;
  /** Null: the field is `__typename`, whose value is the name of the object's type. */
  readonly value: ValueShape | null;
  readonly isNonNull: boolean;
}

export interface ObjectShape {
  /** Null where a subgraph named an interface as the type of an object: there is no `__typename` to give. */
  readonly typename: string | null;
  readonly fields: readonly FieldShape[];
}

/** The shapes that an object at one place of the answer may have. */
export interface ObjectChoice {
  readonly typeName: string;
  /** Whether the subgraph's `__typename` decides. */
  readonly isAbstract: boolean;
  /** The shape for a `__typename`, which only an object of an abstract type needs. Null for a name that clients may not see. */
  shapeFor(typename: unknown): ObjectShape | null;
}

export interface ShapeOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The value of each variable that skips or includes something. */
  readonly isTrue: (variable: string) => boolean;
}

/** The shape of the answer to `selections` on a root type. */
export function rootShape(
  selections: SelectionSetNode,
  type: GraphQLCompositeType,
  options: ShapeOptions,
): ObjectShape {
  return objectShape([selections], type, options);
}

function objectShape(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  options: ShapeOptions,
): ObjectShape {
  const nodes = new Map<string, FieldNode[]>();
  for (const set of sets) collectFields(set, type, options, nodes);
  return {
    typename: isObjectType(type) ? type.name : null,
    fields: [...nodes].flatMap(([key, fields]) => fieldShape(key, fields, type, options)),
  };
}

/** Fields by response key in the order the specification gives them: https://spec.graphql.org/October2021/#CollectFields() */
function collectFields(
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  options: ShapeOptions,
  into: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, options)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = into.get(key);
      if (known) known.push(selection);
      else into.set(key, [selection]);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : options.fragments.get(selection.name.value);
    if (!fragment || !appliesTo(fragment.typeCondition?.name.value, type, options.schema)) continue;
    collectFields(fragment.selectionSet, type, options, into);
  }
}

function isIncluded(selection: SelectionNode, { isTrue }: ShapeOptions): boolean {
  return (selection.directives ?? []).every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE ? isTrue(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'include' ? condition : !condition;
  });
}

function appliesTo(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  if (!isAbstractType(conditional)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type);
}

function fieldShape(
  key: string,
  nodes: readonly FieldNode[],
  type: GraphQLCompositeType,
  options: ShapeOptions,
): FieldShape[] {
  const name = nodes[0]?.name.value ?? '';
  const coordinate = `${type.name}.${name}`;
  if (name === '__typename') return [{ key, coordinate, value: null, isNonNull: true }];
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  // Validation has seen to it that every field of an applying fragment exists.
  if (!field) return [];
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return [
    {
      key,
      coordinate,
      value: valueShape(getNullableType(field.type), sets, options),
      isNonNull: isNonNullType(field.type),
    },
  ];
}

function valueShape(type: GraphQLOutputType, sets: readonly SelectionSetNode[], options: ShapeOptions): ValueShape {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const { ofType } = nullable as { ofType: GraphQLOutputType };
    return {
      kind: 'list',
      isElementNonNull: isNonNullType(ofType),
      element: valueShape(ofType, sets, options),
      elementType: String(getNullableType(ofType)),
    };
  }
  if (isLeafType(nullable)) return { kind: 'leaf', type: nullable };
  if (isCompositeType(nullable)) return { kind: 'object', objects: objectChoice(nullable, sets, options) };
  throw new Error(`${String(type)} is no output type.`);
}

function objectChoice(
  declared: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  options: ShapeOptions,
): ObjectChoice {
  const known = new Map<unknown, ObjectShape | null>();
  return {
    typeName: declared.name,
    isAbstract: isAbstractType(declared),
    shapeFor(typename) {
      let shape = known.get(typename);
      if (shape !== undefined) return shape;
      // A subgraph that knows an interface as an object (@interfaceObject) is not always asked for the name.
      const isUnnamed = isInterfaceType(declared) && (typename === undefined || typename === null);
      const type = isUnnamed || !isAbstractType(declared) ? declared : typeNamed(typename, options.schema);
      shape = type ? objectShape(sets, type, options) : null;
      // Names come from subgraphs: an unknown one is not worth remembering.
      if (shape) known.set(typename, shape);
      return shape;
    },
  };
}

function typeNamed(typename: unknown, schema: GraphQLSchema): GraphQLCompositeType | undefined {
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined;
  return isCompositeType(type) ? type : undefined;
}

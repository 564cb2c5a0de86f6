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
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { decided } from '../plain/conditions.ts';
import type { Place } from '../plain/place.ts';

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
  /** The client's response key. */
  readonly key: string;
  /** Where the value stands in the merged data. */
  readonly source: string;
  /** `Product.name`, for messages. */
  readonly coordinate: string;
  /** Null: the field is `__typename`, whose value is the name of the object's type. `denied`: null for this caller, whatever the data say. */
  readonly value: ValueShape | 'denied' | null;
  readonly isNonNull: boolean;
}

export interface ObjectShape {
  readonly typename: string;
  readonly fields: readonly FieldShape[];
}

/** The shapes that an object at one place of the answer may have. */
export interface ObjectChoice {
  readonly typeName: string;
  /** Whether the subgraph's `__typename` decides. */
  readonly isAbstract: boolean;
  /**
   * The shape for a `__typename`, which only an object of an abstract type needs. Null for a name that clients may not see, and where the shape hangs on
   * a type that was not named.
   */
  shapeFor(typename: unknown): ObjectShape | null;
}

export interface ShapeOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The value of each variable that skips or includes something. */
  readonly isTrue: (variable: string) => boolean;
  /** Fields that the caller may not see. */
  readonly denied?: ReadonlySet<FieldNode> | undefined;
}

/** Selections of one place, and whether they stand below a denied field. */
interface Asked {
  readonly set: SelectionSetNode;
  readonly isDenied: boolean;
}

interface AskedField {
  readonly node: FieldNode;
  readonly isDenied: boolean;
}

/** The shape of the answer to `selections` on a root type, whose fields stand at `place`. */
export function rootShape(
  selections: SelectionSetNode,
  type: GraphQLCompositeType,
  place: Place,
  options: ShapeOptions,
): ObjectShape {
  return objectShape([{ set: selections, isDenied: false }], type, place, options);
}

function objectShape(
  asked: readonly Asked[],
  type: GraphQLCompositeType,
  place: Place,
  options: ShapeOptions,
): ObjectShape {
  const nodes = new Map<string, AskedField[]>();
  const spread = new Set<string>();
  for (const one of asked) collectFields(one, type, options, { nodes, spread });
  return {
    typename: type.name,
    fields: [...nodes].flatMap(([key, fields]) => fieldShape(key, fields, { type, place }, options)),
  };
}

/** Fields by response key in the order the specification gives them: https://spec.graphql.org/October2021/#CollectFields() */
function collectFields(
  { set, isDenied }: Asked,
  type: GraphQLCompositeType,
  options: ShapeOptions,
  into: { readonly nodes: Map<string, AskedField[]>; readonly spread: Set<string> },
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, options)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const asked = { node: selection, isDenied: isDenied || options.denied?.has(selection) === true };
      const known = into.nodes.get(key);
      if (known) known.push(asked);
      else into.nodes.set(key, [asked]);
      continue;
    }
    const fragment = fragmentOf(selection, options, isDenied, into.spread);
    if (!fragment || !appliesTo(fragment.typeCondition?.name.value, type, options.schema)) continue;
    collectFields({ set: fragment.selectionSet, isDenied }, type, options, into);
  }
}

/** A fragment that was `spread` before adds nothing. */
function fragmentOf(
  selection: Exclude<SelectionNode, FieldNode>,
  { fragments }: ShapeOptions,
  isDenied: boolean,
  spread: Set<string>,
) {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const key = `${isDenied} ${selection.name.value}`;
  if (spread.has(key)) return undefined;
  spread.add(key);
  return fragments.get(selection.name.value);
}

function isIncluded({ directives = [] }: SelectionNode, { isTrue }: ShapeOptions): boolean {
  return directives.every((directive) => decided(directive, isTrue) !== 'left out');
}

function appliesTo(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  if (!isAbstractType(conditional)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type);
}

function fieldShape(
  key: string,
  nodes: readonly AskedField[],
  { type, place }: { type: GraphQLCompositeType; place: Place },
  options: ShapeOptions,
): FieldShape[] {
  // What is denied as an interface's field may be granted as that of an implementation: once is enough.
  const granted = nodes.find(({ isDenied }) => !isDenied);
  const node = (granted ?? nodes[0])?.node;
  if (!node) return [];
  const coordinate = `${type.name}.${node.name.value}`;
  if (node.name.value === '__typename') return [{ key, source: key, coordinate, value: null, isNonNull: true }];
  const field = fieldOf(type, node.name.value);
  // Validation has seen to it that every field of an applying fragment exists.
  if (!field) return [];
  const isNonNull = isNonNullType(field.type);
  if (!granted) return [{ key, source: key, coordinate, value: 'denied', isNonNull }];
  const { sourceKey, place: within } = place.fieldOf(node, type);
  const asked = nodes.flatMap(({ node: { selectionSet: set }, isDenied }) => (set ? [{ set, isDenied }] : []));
  return [
    {
      key,
      source: sourceKey,
      coordinate,
      value: valueShape(getNullableType(field.type), asked, within, options),
      isNonNull,
    },
  ];
}

function fieldOf(type: GraphQLCompositeType, name: string): { readonly type: GraphQLOutputType } | undefined {
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function valueShape(type: GraphQLOutputType, asked: readonly Asked[], place: Place, options: ShapeOptions): ValueShape {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const { ofType } = nullable as { ofType: GraphQLOutputType };
    return {
      kind: 'list',
      isElementNonNull: isNonNullType(ofType),
      element: valueShape(ofType, asked, place, options),
      elementType: String(getNullableType(ofType)),
    };
  }
  if (isLeafType(nullable)) return { kind: 'leaf', type: nullable };
  if (isCompositeType(nullable)) return { kind: 'object', objects: objectChoice(nullable, asked, place, options) };
  throw new Error(`${String(type)} is no output type.`);
}

function objectChoice(
  declared: GraphQLCompositeType,
  asked: readonly Asked[],
  place: Place,
  options: ShapeOptions,
): ObjectChoice {
  const known = new Map<unknown, ObjectShape | null>();
  return {
    typeName: declared.name,
    isAbstract: isAbstractType(declared),
    shapeFor(typename) {
      let shape = known.get(typename);
      if (shape !== undefined) return shape;
      const type = isAbstractType(declared) ? typeNamed(typename, declared, options) : declared;
      // A subgraph that knows an interface as an object (@interfaceObject) does not know the types of its objects, and the others may not have told.
      const isUnsure = isInterfaceType(type) && tellsApart(asked, type, options);
      shape = type && !isUnsure ? objectShape(asked, type, place, options) : null;
      // Names come from subgraphs: an unknown one is not worth remembering.
      if (shape) known.set(typename, shape);
      return shape;
    },
  };
}

/** Without a name, or with that of an interface, all that is known of the object is what the schema says about its place. */
function typeNamed(
  typename: unknown,
  declared: GraphQLCompositeType,
  { schema }: ShapeOptions,
): GraphQLCompositeType | undefined {
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined;
  if (isObjectType(type)) return type;
  const isUnnamed = isInterfaceType(type) || typename === undefined || typename === null;
  return isUnnamed && isInterfaceType(declared) ? declared : undefined;
}

/** Whether what is asked depends on which implementation of `declared` an object is. */
function tellsApart(
  asked: readonly Asked[],
  declared: GraphQLCompositeType,
  options: ShapeOptions,
  spread = new Set<string>(),
): boolean {
  return asked.some(({ set, isDenied }) =>
    set.selections.some((selection) => {
      if (!isIncluded(selection, options)) return false;
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      const fragment = fragmentOf(selection, options, isDenied, spread);
      if (!fragment) return false;
      const isForAll = appliesTo(fragment.typeCondition?.name.value, declared, options.schema);
      return isForAll
        ? tellsApart([{ set: fragment.selectionSet, isDenied }], declared, options, spread)
        : asksForSomething(fragment.selectionSet, options);
    }),
  );
}

/** Whether anything is left of a selection set without what is left out: if not, it is no matter to whom it applies. */
function asksForSomething(set: SelectionSetNode, options: ShapeOptions, spread = new Set<string>()): boolean {
  return set.selections.some((selection) => {
    if (!isIncluded(selection, options)) return false;
    if (selection.kind === Kind.FIELD) return true;
    const fragment = fragmentOf(selection, options, false, spread);
    return fragment !== undefined && asksForSomething(fragment.selectionSet, options, spread);
  });
}

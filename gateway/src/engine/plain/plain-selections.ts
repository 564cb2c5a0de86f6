import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  print,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { decided, type Decide } from './conditions.ts';
import type { InterfaceRequirements } from './interface-requirements.ts';
import type { Place } from './place.ts';

export interface PlainOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly requirements: InterfaceRequirements;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly decide: Decide;
}

/** A set of the client's, and the conditions under which it counts as far as they are not decided. */
interface Part {
  readonly set: SelectionSetNode;
  readonly conditions: readonly DirectiveNode[];
}

/** What is asked of objects of one type at one place: fields that merge, under one key. */
interface Level {
  readonly type: GraphQLCompositeType;
  readonly fields: Map<string, Asked[]>;
}

interface Asked {
  readonly node: FieldNode;
  readonly conditions: readonly DirectiveNode[];
}

/** Where a selection of the client's stands. */
interface Standing {
  /** The type of the innermost fragment. */
  readonly type: GraphQLCompositeType;
  /** The types that all fragments around let through. */
  readonly objects: readonly GraphQLObjectType[];
}

/** What `set` selects from a `parent`, in plain words. See `plainOperation`. */
export function plainSelections(
  set: SelectionSetNode,
  parent: GraphQLCompositeType,
  place: Place,
  options: PlainOptions,
): readonly SelectionNode[] {
  return new PlainWords(options).selections([{ set, conditions: [] }], parent, place);
}

class PlainWords {
  readonly #options: PlainOptions;

  constructor(options: PlainOptions) {
    this.#options = options;
  }

  selections(parts: readonly Part[], parent: GraphQLCompositeType, place: Place): readonly SelectionNode[] {
    const top: Standing = { type: parent, objects: this.#objectsOf(parent) };
    const levels = new Map([[parent.name, levelOf(parent)]]);
    /** Whether the answer depends on the types of the objects. */
    let tellsApart = false;
    const collect = ({ set, conditions }: Part, here: Standing): void => {
      for (const selection of set.selections) {
        const open = this.#openConditions(selection, conditions);
        if (!open) continue;
        if (selection.kind === Kind.FIELD) {
          if (selection.name.value === '__typename') tellsApart = true;
          else
            for (const type of this.#typesFor(selection, here, top)) {
              const level = levels.get(type.name) ?? levelOf(type);
              levels.set(type.name, level);
              addField(level, place, { node: selection, conditions: open });
            }
          continue;
        }
        const fragment = this.#fragmentOf(selection);
        const inner = this.#within(here, fragment.typeCondition?.name.value);
        if (!this.#isAll(inner.type, parent)) tellsApart = true;
        collect({ set: fragment.selectionSet, conditions: open }, inner);
      }
    };
    for (const part of parts) collect(part, top);

    const [own = [], ...others] = [...levels.values()].map((level) => this.#fieldsOf(level, place));
    const types = [...levels.keys()].slice(1);
    const isNamed = (isAbstractType(parent) && tellsApart) || own.every(isConditional);
    return [
      ...(isNamed ? [TYPENAME] : []),
      ...own,
      ...others.map((fields, index) => inlineFragment(fields, { on: types[index] })),
    ];
  }

  /** The conditions that are left; undefined when the selection is left out. */
  #openConditions(
    { directives = [] }: SelectionNode,
    outer: readonly DirectiveNode[],
  ): readonly DirectiveNode[] | undefined {
    const open = [...outer];
    for (const directive of directives) {
      const decision = decided(directive, this.#options.decide);
      if (decision === 'left out') return undefined;
      if (decision === undefined) open.push(directive);
    }
    return open;
  }

  #fragmentOf(selection: Exclude<SelectionNode, FieldNode>): InlineFragmentNode | FragmentDefinitionNode {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const fragment = this.#options.fragments.get(selection.name.value);
    if (!fragment) throw new Error(`The operation has no fragment ${selection.name.value}.`);
    return fragment;
  }

  #within({ type, objects }: Standing, condition: string | undefined): Standing {
    if (condition === undefined) return { type, objects };
    const inner = this.#options.schema.getType(condition);
    if (!isCompositeType(inner)) throw new Error(`The schema has no type ${condition}.`);
    const matching = this.#objectsOf(inner);
    return { type: inner, objects: objects.filter((object) => matching.includes(object)) };
  }

  /** The types of which a field is to be asked: the fewest that tell the objects which have it from those at the place that have not. */
  #typesFor({ name }: FieldNode, { type, objects }: Standing, top: Standing): readonly GraphQLCompositeType[] {
    if (objects.length === 0) return [];
    if (objects.length === top.objects.length && this.#isAll(type, top.type)) return [top.type];
    const { requirements, schema } = this.#options;
    // What it requires would be sent for all implementations of the interface, though it was fetched for some: it is asked of all.
    const contributor = requirements.interfaceOf(type, name.value);
    const shared = contributor === undefined ? undefined : schema.getType(contributor);
    if (isInterfaceType(shared)) return [this.#isAll(shared, top.type) ? top.type : shared];
    const matching = this.#objectsOf(type);
    const areAll = top.objects.filter((object) => matching.includes(object)).length === objects.length;
    return areAll ? [type] : objects;
  }

  #objectsOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.#options.schema.getPossibleTypes(type);
  }

  /** Whether every `type` is a `wider` one and has its fields. */
  #isAll(wider: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
    if (wider === type) return true;
    return isAbstractType(wider) && !isUnionType(type) && this.#options.schema.isSubType(wider, type);
  }

  #fieldsOf({ type, fields }: Level, place: Place): (FieldNode | InlineFragmentNode)[] {
    return [...fields.values()].flatMap((asked) => {
      const [first] = asked;
      return first ? [this.#field(first, asked, type, place)] : [];
    });
  }

  #field(
    { node, conditions }: Asked,
    asked: readonly Asked[],
    parent: GraphQLCompositeType,
    place: Place,
  ): FieldNode | InlineFragmentNode {
    const { sourceKey, place: inner } = place.fieldOf(node, parent);
    const type = typeOf(node.name.value, parent);
    const parts = asked.flatMap(({ node: { selectionSet } }) =>
      selectionSet ? [{ set: selectionSet, conditions: [] }] : [],
    );
    const field: FieldNode = {
      kind: Kind.FIELD,
      name: node.name,
      ...(sourceKey !== node.name.value && { alias: { kind: Kind.NAME, value: sourceKey } }),
      ...(node.arguments && { arguments: node.arguments }),
      ...(isCompositeType(type) && {
        selectionSet: { kind: Kind.SELECTION_SET, selections: this.selections(parts, type, inner) },
      }),
    };
    return underConditions(field, conditions);
  }
}

function levelOf(type: GraphQLCompositeType): Level {
  return { type, fields: new Map() };
}

function addField({ type, fields }: Level, place: Place, asked: Asked): void {
  const { sourceKey } = place.fieldOf(asked.node, type);
  const key = [sourceKey, ...asked.conditions.map((condition) => print(condition))].join(' ');
  const known = fields.get(key);
  if (known) known.push(asked);
  else fields.set(key, [asked]);
}

function typeOf(field: string, parent: GraphQLCompositeType) {
  if (field === '__schema') return getNamedType(SchemaMetaFieldDef.type);
  if (field === '__type') return getNamedType(TypeMetaFieldDef.type);
  return isUnionType(parent) ? undefined : getNamedType(parent.getFields()[field]?.type);
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function inlineFragment(
  selections: readonly SelectionNode[],
  { on, directive }: { on?: string | undefined; directive?: DirectiveNode },
): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(on !== undefined && {
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: on } },
    }),
    ...(directive && { directives: [directive] }),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** A directive stands once on a field: each further one of its name needs a fragment around it. */
function underConditions(field: FieldNode, conditions: readonly DirectiveNode[]): FieldNode | InlineFragmentNode {
  if (conditions.length === 0) return field;
  const [own, around] = [new Map<string, DirectiveNode>(), [] as DirectiveNode[]];
  for (const condition of conditions.toReversed())
    if (own.has(condition.name.value)) around.push(condition);
    else own.set(condition.name.value, condition);
  return around.reduce<FieldNode | InlineFragmentNode>((inner, directive) => inlineFragment([inner], { directive }), {
    ...field,
    directives: [...own.values()],
  });
}

function isConditional(node: FieldNode | InlineFragmentNode): boolean {
  return (node.directives?.length ?? 0) > 0;
}

import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
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

/** What is asked of objects of one type at one place. */
interface Level {
  readonly type: GraphQLCompositeType;
  /** Fields that merge, under one key. */
  readonly fields: Map<string, Asked[]>;
  /** For objects that are of another type too. */
  readonly narrower: Map<string, Level>;
}

interface Asked {
  readonly node: FieldNode;
  readonly conditions: readonly DirectiveNode[];
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
    const top = levelOf(parent);
    /** Whether the answer depends on the types of the objects. */
    let tellsApart = false;
    const collect = ({ set, conditions }: Part, levels: readonly Level[]): void => {
      for (const selection of set.selections) {
        const open = this.#openConditions(selection, conditions);
        if (!open) continue;
        const here = levels.at(-1) ?? top;
        if (selection.kind === Kind.FIELD) {
          if (selection.name.value === '__typename') tellsApart = true;
          else addField(this.#widened(here, top, selection), place, { node: selection, conditions: open });
          continue;
        }
        const fragment = this.#fragmentOf(selection);
        const inner = this.#levelFor(fragment.typeCondition?.name.value, top, levels);
        if (!inner) continue;
        if (inner !== levels) tellsApart = true;
        collect({ set: fragment.selectionSet, conditions: open }, inner);
      }
    };
    for (const part of parts) collect(part, []);

    const fields = this.#fieldsOf(top, place);
    const fragments = this.#fragmentsOf(top, place);
    const isNamed = (isAbstractType(parent) && tellsApart) || fields.every(isConditional);
    return [...(isNamed ? [TYPENAME] : []), ...fields, ...fragments];
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

  /** Where a fragment's fields belong, within the levels that lead to it. Undefined when no object matches it. */
  #levelFor(condition: string | undefined, top: Level, levels: readonly Level[]): readonly Level[] | undefined {
    if (condition === undefined) return levels;
    const { schema } = this.#options;
    const type = schema.getType(condition);
    if (!isCompositeType(type)) return undefined;
    const around = [top, ...levels];
    if (around.some((level) => !doTypesOverlap(schema, level.type, type))) return undefined;
    const here = levels.at(-1) ?? top;
    if (this.#isAll(type, here.type)) return levels;
    // Whatever is of this type is of all types around it.
    if (isObjectType(type) || around.every((level) => this.#isAll(level.type, type))) return [narrower(top, type)];
    return [...levels, narrower(here, type)];
  }

  /** Whether every `type` is a `wider` one and has its fields. */
  #isAll(wider: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
    if (wider === type) return true;
    return isAbstractType(wider) && !isUnionType(type) && this.#options.schema.isSubType(wider, type);
  }

  /**
   * Where a field belongs whose requirements the planner would send for all implementations of an interface, though it fetched them for one: it is
   * asked of all.
   */
  #widened(here: Level, top: Level, { name }: FieldNode): Level {
    const { requirements, schema } = this.#options;
    const contributor = here === top ? undefined : requirements.interfaceOf(here.type, name.value);
    const type = contributor === undefined ? undefined : schema.getType(contributor);
    if (!isCompositeType(type)) return here;
    return this.#isAll(type, top.type) ? top : narrower(top, type);
  }

  #fragmentsOf({ narrower: inner }: Level, place: Place): InlineFragmentNode[] {
    return [...inner.values()].flatMap((level) => {
      const selections = [...this.#fieldsOf(level, place), ...this.#fragmentsOf(level, place)];
      return selections.length > 0 ? [inlineFragment(selections, { on: level.type.name })] : [];
    });
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
  return { type, fields: new Map(), narrower: new Map() };
}

function narrower(level: Level, type: GraphQLCompositeType): Level {
  let inner = level.narrower.get(type.name);
  if (!inner) level.narrower.set(type.name, (inner = levelOf(type)));
  return inner;
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
  { on, directive }: { on?: string; directive?: DirectiveNode },
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

import {
  isCompositeType,
  Kind,
  print,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { decided, type Decide } from './conditions.ts';
import type { Place } from './place.ts';
import type { Requirements } from './requirements.ts';
import { isAll, objectsOf, typeOfField } from './types.ts';

export interface Reading {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly requirements: Requirements;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly decide: Decide;
}

/** What is asked of the objects at one place, by one of the ways that lead there. */
export interface PlainSet {
  readonly parent: GraphQLCompositeType;
  readonly place: Place;
  /** The answer depends on the types of the objects. */
  readonly tellsApart: boolean;
  /** Of all objects first, then of those of narrower types, by their names. */
  readonly levels: ReadonlyMap<string, Level>;
}

/** What is asked of objects of one type. */
export interface Level {
  readonly type: GraphQLCompositeType;
  /** By source key and conditions: fields that have both in common merge. */
  readonly fields: ReadonlyMap<string, PlainField>;
}

export interface PlainField {
  readonly sourceKey: string;
  readonly node: FieldNode;
  /** Those that are not decided. */
  readonly conditions: readonly DirectiveNode[];
  readonly inner: PlainSet | undefined;
}

/** Where a selection of the client's stands. */
interface Standing {
  /** The type of the innermost fragment. */
  readonly type: GraphQLCompositeType;
  /** The types that all fragments around let through. */
  readonly objects: readonly GraphQLObjectType[];
  /** Of the fragments around, as far as they are not decided. */
  readonly conditions: readonly DirectiveNode[];
}

interface Gathered {
  readonly type: GraphQLCompositeType;
  readonly fields: Map<string, { readonly conditions: readonly DirectiveNode[]; readonly nodes: Set<FieldNode> }>;
}

/** Reads what the client's sets select together from a `parent` at `place`: fields, each at the types that are to be asked for it. */
export function readSelections(
  sets: readonly SelectionSetNode[],
  parent: GraphQLCompositeType,
  place: Place,
  reading: Reading,
): PlainSet {
  const { schema, requirements } = reading;
  const top: Standing = { type: parent, objects: objectsOf(parent, schema), conditions: [] };
  const levels = new Map<string, Gathered>([[parent.name, { type: parent, fields: new Map() }]]);
  const spread = new Set<string>();
  let tellsApart = false;

  function addField(node: FieldNode, here: Standing, conditions: readonly DirectiveNode[]): void {
    for (const type of typesToAsk(here, top, schema)) {
      const level: Gathered = levels.get(type.name) ?? { type, fields: new Map() };
      levels.set(type.name, level);
      const key = fieldKey(place.fieldOf(node, type).sourceKey, conditions);
      const known = level.fields.get(key);
      if (known) known.nodes.add(node);
      else level.fields.set(key, { conditions, nodes: new Set([node]) });
    }
    for (const object of here.objects) {
      const type = requirements.askedOf(object, node.name.value);
      if (isCompositeType(type)) place.requires(node, type);
    }
  }

  function collect(set: SelectionSetNode, here: Standing): void {
    for (const selection of set.selections) {
      const conditions = openConditions(selection, here.conditions, reading.decide);
      if (!conditions) continue;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === '__typename') tellsApart = true;
        else addField(selection, here, conditions);
        continue;
      }
      // A second time it adds nothing, and fragments that spread each other twice would take for ever.
      if (selection.kind === Kind.FRAGMENT_SPREAD && isKnown(spread, spreadKey(selection, here, conditions))) continue;
      const fragment = fragmentOf(selection, reading);
      const inner = within(here, fragment.typeCondition?.name.value, schema);
      if (!isAll(inner.type, parent, schema)) tellsApart = true;
      collect(fragment.selectionSet, { ...inner, conditions });
    }
  }
  for (const set of sets) collect(set, top);

  return {
    parent,
    place,
    tellsApart,
    levels: new Map(
      [...levels].map(([name, { type, fields }]) => [
        name,
        {
          type,
          fields: new Map(
            [...fields].map(([key, { conditions, nodes }]) => [
              key,
              readField([...nodes], conditions, { type, place }, reading),
            ]),
          ),
        },
      ]),
    ),
  };
}

/** @param nodes merge. */
export function readField(
  nodes: readonly FieldNode[],
  conditions: readonly DirectiveNode[],
  { type, place }: { readonly type: GraphQLCompositeType; readonly place: Place },
  reading: Reading,
): PlainField {
  const [node] = nodes;
  if (!node) throw new Error('Nobody asks for such a field.');
  const { sourceKey, place: within } = place.fieldOf(node, type);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const parent = typeOfField(node.name.value, type);
  const inner = isCompositeType(parent) ? readSelections(sets, parent, within, reading) : undefined;
  return { sourceKey, node, conditions, inner };
}

export function fieldKey(sourceKey: string, conditions: readonly DirectiveNode[]): string {
  return [sourceKey, ...conditions.map((condition) => print(condition))].join(' ');
}

/**
 * The directives that are left; undefined when the selection is left out. A field can carry one `@skip` and one `@include`: further ones are dropped, and
 * the field is asked for though it may turn out to be left out. Fragments around it could carry them, but the planner does not look into such.
 */
function openConditions(
  { directives = [] }: SelectionNode,
  outer: readonly DirectiveNode[],
  decide: Decide,
): readonly DirectiveNode[] | undefined {
  const open = [...outer];
  for (const directive of directives) {
    const decision = decided(directive, decide);
    if (decision === 'left out') return undefined;
    const isTaken = open.some(({ name }) => name.value === directive.name.value);
    if (decision === undefined && !isTaken) open.push(directive);
  }
  return open;
}

function fragmentOf(
  selection: Exclude<SelectionNode, FieldNode>,
  { fragments }: Reading,
): InlineFragmentNode | FragmentDefinitionNode {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const fragment = fragments.get(selection.name.value);
  if (!fragment) throw new Error(`The operation has no fragment ${selection.name.value}.`);
  return fragment;
}

function within(here: Standing, condition: string | undefined, schema: GraphQLSchema): Standing {
  if (condition === undefined) return here;
  const type = schema.getType(condition);
  if (!isCompositeType(type)) throw new Error(`The schema has no type ${condition}.`);
  const matching = objectsOf(type, schema);
  return { ...here, type, objects: here.objects.filter((object) => matching.includes(object)) };
}

/** The fewest types that tell the objects that have a field from those at the place that have not. */
function typesToAsk(
  { type, objects }: Standing,
  top: Standing,
  schema: GraphQLSchema,
): readonly GraphQLCompositeType[] {
  if (objects.length === 0) return [];
  if (objects.length === top.objects.length && isAll(type, top.type, schema)) return [top.type];
  const matching = objectsOf(type, schema);
  const areAll = top.objects.filter((object) => matching.includes(object)).length === objects.length;
  return areAll ? [type] : objects;
}

function spreadKey(
  { name }: FragmentSpreadNode,
  { type, objects }: Standing,
  conditions: readonly DirectiveNode[],
): string {
  return fieldKey([name.value, type.name, ...objects.map((object) => object.name)].join(), conditions);
}

function isKnown(known: Set<string>, key: string): boolean {
  if (known.has(key)) return true;
  known.add(key);
  return false;
}

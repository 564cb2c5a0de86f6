import {
  doTypesOverlap,
  isAbstractType,
  type GraphQLCompositeType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldNode, fragmentOn, isConditional, selectionSet, TYPENAME, type PlainNode } from './nodes.ts';
import type { Place, RequiringField } from './place.ts';
import {
  fieldKey,
  readField,
  readSelections,
  type PlainField,
  type PlainSet,
  type Reading,
} from './read-selections.ts';
import { isAll } from './types.ts';

/** What `set` selects from a `parent`, in plain words. See `plainOperation`. */
export function plainSelections(
  set: SelectionSetNode,
  parent: GraphQLCompositeType,
  place: Place,
  reading: Reading,
): readonly SelectionNode[] {
  // All has to be read of what is asked at a place before any of it is said.
  return say(readSelections([set], parent, place, reading), reading);
}

function say(set: PlainSet, reading: Reading): readonly PlainNode[] {
  const levels = new Map<string, Said>(
    [...set.levels].map(([name, { type, fields }]) => [name, { type, fields: new Map(fields) }]),
  );
  for (const required of set.place.required.values()) ask(required, levels, set, reading);

  const own: PlainNode[] = [];
  const fragments: PlainNode[] = [];
  for (const { type, fields } of levels.values()) {
    const nodes = [...fields.values()].map((field) => sayField(field, reading));
    if (type === set.parent) own.push(...nodes);
    else if (nodes.length > 0) fragments.push(fragmentOn(type.name, nodes));
  }
  const isNamed = (isAbstractType(set.parent) && set.tellsApart) || own.every(isConditional);
  return [...(isNamed ? [TYPENAME] : []), ...own, ...fragments];
}

function sayField({ node, sourceKey, conditions, inner }: PlainField, reading: Reading): PlainNode {
  return fieldNode(node, sourceKey, conditions, inner && selectionSet(say(inner, reading)));
}

interface Said {
  readonly type: GraphQLCompositeType;
  readonly fields: Map<string, PlainField>;
}

/** Asks all objects of a type for a field that some of them are asked for somewhere at the place, whatever the conditions there. */
function ask({ type, nodes }: RequiringField, levels: Map<string, Said>, set: PlainSet, reading: Reading): void {
  const { schema } = reading;
  const { parent, place } = set;
  if (!doTypesOverlap(schema, type, parent)) return;
  const asked = isAll(type, parent, schema) ? parent : type;
  const field = readField(nodes, [], { type: asked, place }, reading);
  const key = fieldKey(field.sourceKey, []);
  for (const level of levels.values()) {
    const isWider = isAll(level.type, asked, schema);
    if (isWider && level.type !== asked && !field.inner && level.fields.has(key)) return;
    // Those that are asked with all need not be asked alone.
    if (!isAll(asked, level.type, schema)) continue;
    for (const [name, { sourceKey }] of level.fields)
      if (sourceKey === field.sourceKey && !(name === key && level.type === asked)) level.fields.delete(name);
  }
  const level: Said = levels.get(asked.name) ?? { type: asked, fields: new Map() };
  levels.set(asked.name, level);
  level.fields.set(key, field);
}

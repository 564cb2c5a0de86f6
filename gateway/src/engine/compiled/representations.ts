import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeAnything } from './merge-answer.ts';
import type { Rewrite } from './rewrites.ts';
import { isObject, type Data } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** What a subgraph needs to know some entities, each distinct one once. */
export interface Represented {
  readonly representations: Data[];
  /** For each entity the place of its representation; -1 for one that is not asked for. */
  readonly places: number[];
}

/** Reads entities of one concrete type. */
interface Reader {
  /** Equal for equal representations, and made without making them. Undefined when something is missing: that entity is not asked for. */
  keyOf(entity: Data): unknown;
  /** Only for an entity that has a key. */
  read(entity: Data): Data;
}

/** Selections that apply to one concrete type: all of the fields, or nothing. */
interface Group {
  readonly fields: readonly Input[];
  /** Fragments of an object within the entity: each adds what it has. */
  readonly optional: readonly Group[];
}

interface Input {
  readonly key: string;
  readonly read: ((value: unknown) => unknown) | undefined;
}

/** Compiles the `requires` of a fetch; `rewrite` is applied to what is sent. */
export function compileRepresentations(
  selections: readonly QueryPlanSelectionNode[],
  conditions: TypeConditions,
  rewrite: Rewrite | undefined,
): (entities: readonly Data[]) => Represented {
  const readers = byTypename((typename) => readerOf(entityGroup(selections, typename, conditions), typename));

  return (entities) => {
    const representations: Data[] = [];
    const places: number[] = [];
    const known = new Map<Reader, Map<unknown, number>>();
    for (const entity of entities) {
      const reader = readers(entity['__typename']);
      let placeOf = known.get(reader);
      if (!placeOf) known.set(reader, (placeOf = new Map<unknown, number>()));
      const key = reader.keyOf(entity);
      let place = key === undefined ? -1 : placeOf.get(key);
      if (place === undefined) {
        const representation = reader.read(entity);
        rewrite?.(representation);
        place = representations.push(representation) - 1;
        placeOf.set(key, place);
      }
      places.push(place);
    }
    return { representations, places };
  };
}

function byTypename<Made>(make: (typename: unknown) => Made): (typename: unknown) => Made {
  const made = new Map<unknown, Made>();
  return (typename) => {
    let known = made.get(typename);
    if (known === undefined) made.set(typename, (known = make(typename)));
    return known;
  };
}

/** The key may stand in one fragment and what is required in another: without either, the entity is not asked for. */
function entityGroup(
  selections: readonly QueryPlanSelectionNode[],
  typename: unknown,
  conditions: TypeConditions,
): Group {
  const inputs = new Map<string, QueryPlanSelectionNode[] | undefined>();
  const gather = (some: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of some) {
      if (selection.kind === 'Field') {
        const key = selection.alias ?? selection.name;
        const inner = selection.selections && [...(inputs.get(key) ?? []), ...selection.selections];
        inputs.set(key, inner);
      } else if (selection.typeCondition !== undefined && conditions.applies(selection.typeCondition, typename))
        gather(selection.selections);
    }
  };
  gather(selections);
  const fields = [...inputs].map(([key, inner]) => ({ key, read: inner && compileNested(inner, conditions) }));
  return { fields, optional: [] };
}

function groupFor(selections: readonly QueryPlanSelectionNode[], typename: unknown, conditions: TypeConditions): Group {
  const fields: Input[] = [];
  const optional: Group[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const { selections: inner } = selection;
      fields.push({ key: selection.alias ?? selection.name, read: inner && compileNested(inner, conditions) });
    } else if (selection.typeCondition !== undefined && conditions.applies(selection.typeCondition, typename))
      optional.push(groupFor(selection.selections, typename, conditions));
  }
  return { fields, optional };
}

function readerOf(group: Group, typename: unknown): Reader {
  const { fields, optional } = group;
  const keys = fields.map(({ key }) => key);
  if (typename && optional.length === 0 && keys.includes('__typename') && fields.every(({ read }) => !read))
    return flatReader(keys.filter((key) => key !== '__typename'));
  return {
    keyOf(entity) {
      const representation = readGroup(group, entity);
      return representation?.['__typename'] ? JSON.stringify(representation) : undefined;
    },
    read: (entity) => readGroup(group, entity) ?? {},
  };
}

/**
 * Writes the code that reads the leaves `keys`, and `__typename`: each property at a place of its own. A single key field is itself the key; of several,
 * each text has its length before it, so that no two lists of values make the same key. Of the code only names come from outside, as JSON.
 */
function flatReader(keys: readonly string[]): Reader {
  const names = keys.map((key) => JSON.stringify(key));
  const parts = names.map((name) => `partOf(entity[${name}])`);
  const isMissing = names.map((name) => `entity[${name}] === undefined`).join(' || ');
  const keyCode =
    names.length === 1
      ? `entity[${names[0]}]`
      : `${isMissing || 'false'} ? undefined : '' + ${parts.join(' + ') || "''"}`;
  const text = `'use strict'; return {
  keyOf: (entity) => ${keyCode},
  read: (entity) => ({ __typename: entity.__typename, ${names.map((name) => `${name}: entity[${name}]`).join(', ')} }),
};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text and JSON only, as said above
  const factory = new Function('partOf', text) as (part: typeof partOf) => Reader;
  return factory(partOf);
}

function partOf(value: unknown): string {
  return typeof value === 'string' ? `${value.length}:${value}` : `=${JSON.stringify(value)};`;
}

function compileNested(selections: readonly QueryPlanSelectionNode[], conditions: TypeConditions) {
  const groupOf = byTypename((typename) => groupFor(selections, typename, conditions));
  return function readValue(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(readValue);
    return isObject(value) ? readGroup(groupOf(value['__typename']), value) : null;
  };
}

function readGroup(group: Group, source: Data): Data | null {
  const result: Data = {};
  for (const { key, read } of group.fields) {
    const value = source[key];
    // A non-null input that failed; its own error says more than one about this entity would.
    if (value === undefined) return null;
    result[key] = read ? read(value) : value;
  }
  for (const inner of group.optional) {
    const part = readGroup(inner, source);
    // Fragments may select different parts of the same nested input.
    if (part) mergeAnything(result, part);
  }
  return result;
}

import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeAnything } from './merge-answer.ts';
import { isObject, type Data } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** Reads what a subgraph needs to know an entity, from what is known of it. Null when something is missing: that entity is not asked for. */
export type ReadRepresentation = (entity: Data) => Data | null;

/** Selections that apply to one concrete type: all of the fields, or nothing. */
interface Group {
  readonly fields: readonly Input[];
  /** Fragments within: each adds what it has. */
  readonly optional: readonly Group[];
}

interface Input {
  readonly key: string;
  readonly read: ((value: unknown) => unknown) | undefined;
}

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  conditions: TypeConditions,
): ReadRepresentation {
  const groups = new Map<unknown, Group>();
  return (entity) => {
    const typename = entity['__typename'];
    let group = groups.get(typename);
    if (!group) groups.set(typename, (group = groupFor(selections, typename, conditions)));
    const representation = readGroup(group, entity);
    return representation?.['__typename'] ? representation : null;
  };
}

function groupFor(selections: readonly QueryPlanSelectionNode[], typename: unknown, conditions: TypeConditions): Group {
  const fields: Input[] = [];
  const optional: Group[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const { selections: inner } = selection;
      const read = inner && readNested(compileNested(inner, conditions));
      fields.push({ key: selection.alias ?? selection.name, read });
    } else if (selection.typeCondition !== undefined && conditions.applies(selection.typeCondition, typename))
      optional.push(groupFor(selection.selections, typename, conditions));
  }
  return { fields, optional };
}

function compileNested(selections: readonly QueryPlanSelectionNode[], conditions: TypeConditions): ReadRepresentation {
  const groups = new Map<unknown, Group>();
  return (value) => {
    const typename = value['__typename'];
    let group = groups.get(typename);
    if (!group) groups.set(typename, (group = groupFor(selections, typename, conditions)));
    return readGroup(group, value);
  };
}

function readNested(read: ReadRepresentation): (value: unknown) => unknown {
  return function readValue(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(readValue);
    return isObject(value) ? read(value) : null;
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

import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeAnything } from './merge-answer.ts';
import { isObject, type Data } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** Reads what a subgraph needs to know an entity, from what is known of it. */
export interface RepresentationReader {
  /** Equal for equal representations, and made without making them. Undefined when something is missing: that entity is not asked for. */
  keyOf(entity: Data): string | undefined;
  /** @returns null where `keyOf` has no key. */
  read(entity: Data): Data | null;
}

/** Selections that apply to one concrete type: all of the fields, or nothing. */
interface Group {
  readonly fields: readonly Input[];
  /** Fragments within: each adds what it has. */
  readonly optional: readonly Group[];
  /** Every field is a leaf, so that its values make a key. */
  readonly isFlat: boolean;
}

interface Input {
  readonly key: string;
  readonly read: ((value: unknown) => unknown) | undefined;
}

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  conditions: TypeConditions,
): RepresentationReader {
  const groupOf = groupsByType(selections, conditions);
  function read(entity: Data): Data | null {
    const representation = readGroup(groupOf(entity['__typename']), entity);
    return representation?.['__typename'] ? representation : null;
  }
  return {
    read,
    keyOf(entity) {
      const group = groupOf(entity['__typename']);
      if (group.isFlat) return entity['__typename'] ? flatKey(group, entity) : undefined;
      const representation = read(entity);
      return representation ? JSON.stringify(representation) : undefined;
    },
  };
}

function groupsByType(selections: readonly QueryPlanSelectionNode[], conditions: TypeConditions) {
  const groups = new Map<unknown, Group>();
  return (typename: unknown): Group => {
    let group = groups.get(typename);
    if (!group) groups.set(typename, (group = groupFor(selections, typename, conditions)));
    return group;
  };
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
  const [only] = optional;
  // The planner's usual form: one fragment for the type, and nothing beside it.
  if (only && optional.length === 1 && fields.length === 0) return only;
  const isFlat = optional.length === 0 && fields.some(isTypename) && fields.every((field) => !field.read);
  return { fields, optional, isFlat };
}

function isTypename({ key }: Input): boolean {
  return key === '__typename';
}

function compileNested(selections: readonly QueryPlanSelectionNode[], conditions: TypeConditions) {
  const groupOf = groupsByType(selections, conditions);
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

/** The values, each text with its length before it, so that no two lists of values make the same key. */
function flatKey(group: Group, source: Data): string | undefined {
  let text = '';
  for (const { key } of group.fields) {
    const value = source[key];
    if (value === undefined) return undefined;
    text += typeof value === 'string' ? `${value.length}:${value}` : `=${JSON.stringify(value)};`;
  }
  return text;
}

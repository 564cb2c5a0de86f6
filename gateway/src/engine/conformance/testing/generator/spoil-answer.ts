import { parse, print, type FieldNode } from 'graphql';
import { fieldsAt, walkOf, within, type Walk } from '../fetched-fields.ts';
import type { Spoil } from '../stage.ts';

/** What a server may answer though it is not true, and what no server should answer. */
export const LAPSES = ['null', 'missing'] as const;
export const DEFECTS = ['number', 'text', 'list', 'object', 'shorter', 'longer', 'typename'] as const;
export type SpoilKind = (typeof LAPSES | typeof DEFECTS)[number];

export interface SpoilOptions {
  readonly seed: number;
  /** One in how many values is spoiled. */
  readonly oneIn: number;
  readonly kinds: readonly SpoilKind[];
}

/**
 * Spoils values of answers. Which ones depends on the seed, the subgraph and where a value stands: in which entity, under which fields. It does not
 * depend on how an executor groups its representations or names its response keys. Type names are spared but for the kind `typename`.
 */
export function spoilAnswers({ seed, oneIn, kinds }: SpoilOptions): Spoil {
  function choose(place: string): SpoilKind | undefined {
    const hash = hashOf(`${seed} ${place}`);
    return hash % oneIn === 0 ? kinds[Math.floor(hash / oneIn) % kinds.length] : undefined;
  }

  function spoil(value: unknown, place: string, walk: Walk): unknown {
    const kind = choose(place);
    return kind === undefined ? spoilWithin(value, place, walk) : spoiled(value, kind);
  }

  function spoilWithin(value: unknown, place: string, walk: Walk): unknown {
    if (Array.isArray(value))
      return value.map((element, index) => presentOf(spoil(element, `${place}.${index}`, walk)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        const fields = fieldsAt(walk, key);
        if (fields.some(({ name }) => name.value === '__typename')) return [[key, inner]];
        const now = spoil(inner, `${place}.${namesOf(fields)}`, within(walk, key));
        return now === MISSING ? [] : [[key, now]];
      }),
    );
  }

  return (answer, { query, variables: { representations } }, subgraph) => {
    const { data } = answer;
    if (!data) return answer;
    const walk = walkOf(parse(query));
    const entities = data['_entities'];
    if (!Array.isArray(entities) || !Array.isArray(representations))
      return { ...answer, data: spoilWithin(data, subgraph, walk) as typeof data };
    const _entities = entities.map((entity, index) =>
      presentOf(spoil(entity, `${subgraph} ${sortedText(representations[index])}`, within(walk, '_entities'))),
    );
    return { ...answer, data: { ...data, _entities } };
  };
}

/** Fields with their arguments. */
function namesOf(fields: readonly FieldNode[]): string {
  const calls = fields.map(({ name, arguments: args }) => `${name.value}(${(args ?? []).map(print).join()})`);
  return [...new Set(calls)].sort().join('|');
}

const MISSING = Symbol('missing');

/** Lists have no gaps. */
function presentOf(value: unknown): unknown {
  return value === MISSING ? null : value;
}

/** JSON whose keys are in alphabetical order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** An object keeps a type name: without one the stock executor answers with an empty object, as claims/malformed.ts shows. */
function spoiled(value: unknown, kind: SpoilKind): unknown {
  switch (kind) {
    case 'null':
      return null;
    case 'missing':
      return MISSING;
    case 'number':
      return 7;
    case 'text':
      return 'spoiled';
    case 'list':
      return isObject(value) ? value : [value];
    case 'object':
      return { ...(isObject(value) && { __typename: value['__typename'] }), spoiled: value };
    case 'shorter':
      return Array.isArray(value) ? value.slice(1) : value;
    case 'longer':
      return Array.isArray(value) ? value.concat(value.slice(0, 1), null) : value;
    case 'typename':
      return isObject(value) ? { ...value, __typename: 'Spoiled' } : value;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

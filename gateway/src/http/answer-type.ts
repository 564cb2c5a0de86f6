import { LruMap } from '../engine/lru-map.ts';
import { parseAccept, type MediaRange } from './parse-accept.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** By type without parameters. Of what a client likes equally, the first is sent. */
const OFFERED = new Map([
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
]);

/** Clients send a handful of texts over and over; what is longer than any of them is decided each time. */
const REMEMBERED = 500;
const MAX_REMEMBERED_LENGTH = 500;
const known = new LruMap<string, { readonly type: string | undefined }>(REMEMBERED);

/** The type of a single answer that an `accept` header likes best, as Apollo Server decides it; undefined when it takes none. */
export function answerType(accept: string | undefined): string | undefined {
  if (!accept) return JSON_TYPE;
  const found = known.get(accept);
  if (found) return found.type;
  const type = negotiate(accept);
  if (accept.length <= MAX_REMEMBERED_LENGTH) known.set(accept, { type });
  return type;
}

interface Liking {
  readonly quality: number;
  /** How closely the range names the type. */
  readonly closeness: number;
  /** Where the range stands in the header. */
  readonly place: number;
}

function negotiate(accept: string): string | undefined {
  const ranges = parseAccept(accept);
  // Stable: of equals the first one offered.
  const [best] = [...OFFERED]
    .flatMap(([name, type]) => {
      const liking = likingOf(name, ranges);
      return liking && liking.quality > 0 ? [{ type, liking }] : [];
    })
    .toSorted(
      ({ liking: a }, { liking: b }) => b.quality - a.quality || b.closeness - a.closeness || a.place - b.place,
    );
  return best?.type;
}

/** By the range that names `type` most closely: JSON of quality 0 is refused, whatever a wildcard says. */
function likingOf(type: string, ranges: readonly MediaRange[]): Liking | undefined {
  const [closest] = ranges
    .flatMap((range, place): Liking[] => {
      const closeness = closenessOf(range, type);
      return closeness === undefined ? [] : [{ quality: range.quality, closeness, place }];
    })
    .toSorted((a, b) => b.closeness - a.closeness || b.quality - a.quality);
  return closest;
}

/** Undefined when the range does not take the type, all of whose answers are UTF-8. */
function closenessOf({ type: range, parameters }: MediaRange, type: string): number | undefined {
  if (range !== type && range !== 'application/*' && range !== '*/*') return undefined;
  const asked = [...parameters].filter(([name]) => name !== 'q');
  if (asked.some(([name, value]) => name !== 'charset' || value.toLowerCase() !== 'utf-8')) return undefined;
  const named = range === type ? 4 : range === 'application/*' ? 2 : 0;
  return asked.length > 0 ? named + 1 : named;
}

import type { List } from '../objects.ts';
import type { Owned } from '../state/tables.ts';
import { integer, text, timeRange } from './fields.ts';
import { invalidRequest, noSuch } from './stripe-fault.ts';

/** The parameters of every list. */
export const PAGE = {
  limit: integer(1).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

/** The parameters of lists that can be narrowed by time. */
export const PAGE_BY_TIME = { ...PAGE, created: timeRange.optional() };

export interface PageParameters {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
  readonly created?: { readonly gt?: number; readonly gte?: number; readonly lt?: number; readonly lte?: number };
}

/**
 * One page of the owner's objects, newest first.
 * @param rows oldest first, as the store lists them
 * @param url the path of the list, shown in it
 * @throws StripeFault 400 when the limit is above 100 or the cursor is not in the list
 */
export function pageOf<T extends { readonly id: string; readonly created: number }>(
  rows: readonly Owned<T>[],
  owner: string,
  url: string,
  { limit = 10, starting_after: after, ending_before: before, created = {} }: PageParameters,
): List<T> {
  if (limit > 100) throw invalidRequest('This value must be less than or equal to 100.', { param: 'limit' });
  if (after !== undefined && before !== undefined)
    throw invalidRequest('You may only specify one of these parameters: starting_after, ending_before.');
  const own = rows
    .filter((row) => row.owner === owner)
    .map((row) => row.object)
    .filter(
      ({ created: at }) =>
        at > (created.gt ?? -1) &&
        at >= (created.gte ?? 0) &&
        at < (created.lt ?? Infinity) &&
        at <= (created.lte ?? Infinity),
    )
    .toReversed();
  const cursor = after ?? before;
  const place = cursor === undefined ? -1 : own.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && place === -1)
    throw noSuch('object', cursor, after === undefined ? 'ending_before' : 'starting_after');
  if (before !== undefined) {
    const start = Math.max(0, place - limit);
    return { object: 'list', data: own.slice(start, place), has_more: start > 0, url };
  }
  const data = own.slice(place + 1, place + 1 + limit);
  return { object: 'list', data, has_more: place + 1 + limit < own.length, url };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_PAGE, parsePage, toConnection, type Connection, type PageArguments } from './connections.ts';

const numberKey = (key: unknown): number | null => (typeof key === 'number' ? key : null);

/** A list of numbers behind the same two functions as every connection of the API. */
function pageOf(list: readonly number[], args: PageArguments): Connection<number> {
  const page = parsePage(args, numberKey);
  const ordered = page.forward ? list : [...list].reverse();
  const beyond = ordered.filter((entry) => page.key === null || (page.forward ? entry > page.key : entry < page.key));
  return toConnection(beyond.slice(0, page.limit), page, (entry) => entry);
}

/** The page's entries, which both of its lists have. */
function nodes({ edges, nodes }: Connection<number>): readonly number[] {
  expect(edges.map(({ node }) => node)).toEqual(nodes);
  return nodes;
}

describe('arguments', () => {
  const cursor = Buffer.from('7').toString('base64url');
  test.each([
    [{}, { limit: 21, forward: true, key: null }],
    [{ first: 0 }, { limit: 1, forward: true, key: null }],
    [
      { first: 100, after: cursor },
      { limit: 101, forward: true, key: 7 },
    ],
    [{ last: 3 }, { limit: 4, forward: false, key: null }],
    [{ before: cursor }, { limit: 21, forward: false, key: 7 }],
    [
      { first: 2, after: null, last: null, before: null },
      { limit: 3, forward: true, key: null },
    ],
  ])('%j', (args, page) => {
    expect(parsePage(args, numberKey)).toEqual(page);
  });

  test.each([
    [{ first: -1 }, 'first'],
    [{ first: MAX_PAGE + 1 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: MAX_PAGE + 1 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: cursor }, 'last'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: '' }, 'after'],
    [{ before: Buffer.from('"text"').toString('base64url') }, 'before'],
    [{ after: Buffer.from('null').toString('base64url') }, 'after'],
    [{ after: '\u0000' }, 'after'],
  ])('%j is a fault that names %s', (args, field) => {
    expect(() => parsePage(args, numberKey)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: [field] }),
    );
  });
});

test('an empty list is an empty page', () => {
  expect(pageOf([], {})).toEqual({
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

test('a page of nothing still tells whether there is more', () => {
  expect(pageOf([1], { first: 0 }).pageInfo.hasNextPage).toBe(true);
  expect(pageOf([], { first: 0 }).pageInfo.hasNextPage).toBe(false);
});

test('whatever the list and the size: pages in either direction are the list, each entry once', () => {
  const lists = fc.uniqueArray(fc.integer(), { maxLength: 60 }).map((list) => list.sort((left, right) => left - right));
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 25 }), (list, size) => {
      const forwards: number[] = [];
      let next = pageOf(list, { first: size });
      forwards.push(...nodes(next));
      while (next.pageInfo.hasNextPage) {
        next = pageOf(list, { first: size, after: next.pageInfo.endCursor });
        expect(next.pageInfo.hasPreviousPage).toBe(true);
        forwards.push(...nodes(next));
      }
      expect(forwards).toEqual(list);

      const backwards: number[] = [];
      let previous = pageOf(list, { last: size });
      backwards.unshift(...nodes(previous));
      while (previous.pageInfo.hasPreviousPage) {
        previous = pageOf(list, { last: size, before: previous.pageInfo.startCursor });
        expect(previous.pageInfo.hasNextPage).toBe(true);
        backwards.unshift(...nodes(previous));
      }
      expect(backwards).toEqual(list);
    }),
  );
});

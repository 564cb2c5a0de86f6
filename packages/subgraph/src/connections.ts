import { Fault } from '@bazaar/runtime/faults';

/** One page of a list, in Relay's shape. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  /** The nodes of `edges`. */
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A page, and how to count the whole list if someone asks: `totalCount` of its type calls it, and nothing else does. */
export interface CountedConnection<Node> extends Connection<Node> {
  readonly count: () => number | Promise<number>;
}

/** The arguments of a connection field. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * Which rows to read: `limit` is one more than the page holds, so that the extra row tells whether there is another page.
 * `key` is the keyset position to start beyond, in the list's own order (`forward`) or against it.
 */
export interface Page<Key> {
  readonly limit: number;
  readonly forward: boolean;
  readonly key: Key | null;
}

export const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

/**
 * Turns connection arguments into a keyset page. `parseKey` checks what a cursor decodes to.
 * @throws Fault `BAD_USER_INPUT` naming the argument: a cursor no page returned, a negative or too large `first`/`last`, or both directions at once.
 */
export function parsePage<Key>(args: PageArguments, parseKey: (value: unknown) => Key | null): Page<Key> {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null))
    throw badArgument('last', 'Give either first/after or last/before.');
  const [sizeName, size, cursorName, cursor] = backward
    ? (['last', args.last, 'before', args.before] as const)
    : (['first', args.first, 'after', args.after] as const);
  if (size != null && (size < 0 || size > MAX_PAGE))
    throw badArgument(sizeName, `A page holds 0 to ${MAX_PAGE} entries.`);
  const key = cursor == null ? null : parseKey(decodeCursor(cursor));
  if (cursor != null && key === null) throw badArgument(cursorName, 'This is not a cursor of this list.');
  return { limit: (size ?? DEFAULT_PAGE) + 1, forward: !backward, key };
}

/** Shapes the rows read for `page` (up to `limit`, in reading order) into a connection. `keyOf` gives a row's keyset position. */
export function toConnection<Node, Key>(
  rows: readonly Node[],
  page: Page<Key>,
  keyOf: (node: Node) => Key,
): Connection<Node> {
  const more = rows.length === page.limit;
  const nodes = more ? rows.slice(0, -1) : [...rows];
  if (!page.forward) nodes.reverse();
  const edges = nodes.map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: page.forward ? more : page.key !== null,
      hasPreviousPage: page.forward ? page.key !== null : more,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function badArgument(field: string, message: string): Fault {
  return new Fault('BAD_USER_INPUT', message, { field: [field] });
}

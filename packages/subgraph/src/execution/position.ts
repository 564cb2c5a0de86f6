import { GraphQLError, locatedError, type FieldNode, type ResponsePath } from 'graphql';
import type { ListIndices, Run } from './run.ts';

/** A place in the answer, as far as the operation tells it: only executing adds the indices of the lists on its path. */
export interface Position {
  readonly parent: Position | undefined;
  /** A field's response key; an item of a list has none. */
  readonly key: string | undefined;
  /** The type that has the field. */
  readonly typename: string | undefined;
  /** How many lists there are around the value; around an item, its own too. */
  readonly lists: number;
  readonly nullable: boolean;
  readonly fieldNodes: readonly FieldNode[];
}

/** Where the items of the list at `list` stand. */
export function itemOf(list: Position, nullable: boolean): Position {
  return { ...list, parent: list, key: undefined, typename: undefined, lists: list.lists + 1, nullable };
}

/** The path of `position`, as resolvers see it. */
export function pathOf({ parent, key, typename, lists }: Position, at: ListIndices): ResponsePath {
  return { prev: parent && pathOf(parent, at), key: key ?? indexIn(at, lists), typename };
}

/**
 * What stands at `position` when `reason` spoilt its value: null, and the error is noted.
 * @throws GraphQLError that tells the place, when the value cannot be null.
 */
export function recover(run: Run, position: Position, at: ListIndices, reason: unknown): null {
  // An error that came up from below tells its own place.
  if (!position.nullable && reason instanceof GraphQLError && reason.path) throw reason;
  const path = keysOf(position, at);
  const error = locatedError(reason, position.fieldNodes, path);
  if (!position.nullable) throw error;
  run.errors.add(error, path);
  return null;
}

function keysOf(position: Position, at: ListIndices): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place: Position | undefined = position; place; place = place.parent)
    keys.push(place.key ?? indexIn(at, place.lists));
  return keys.reverse();
}

function indexIn(at: ListIndices, lists: number): number {
  // Each list writes its index before it looks at the item.
  return at[lists - 1] ?? 0;
}

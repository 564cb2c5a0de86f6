import { GraphQLError } from 'graphql';
import { isThenable, Pending, PendingParts, PendingValue } from './pending.ts';
import { recover, type Position } from './position.ts';
import type { Site } from './program.ts';
import type { Complete, ListIndices, Run } from './run.ts';

/** Lists at `list`, whose items stand at `item` and are completed by `complete`. */
export function compileList(site: Site, list: Position, item: Position, complete: Complete): Complete {
  const level = list.lists;

  function completeItem(run: Run, at: ListIndices, index: number, value: unknown): unknown {
    at[level] = index;
    try {
      return isThenable(value) ? new PendingValue(run, item, at, value, complete) : complete(run, at, value);
    } catch (error) {
      return recover(run, item, at, error);
    }
  }

  return (run, at, values) => {
    if (!isIterable(values)) throw notIterable(site);
    const items: unknown[] = [];
    let pending: PendingParts | undefined;
    // By index, which spares an array the iterator.
    if (Array.isArray(values)) for (let index = 0; index < values.length; index++) add(values[index]);
    else for (const value of values) add(value);
    return pending?.fill(items) ?? items;

    function add(value: unknown): void {
      const index = items.length;
      const completed = completeItem(run, at, index, value);
      if (completed instanceof Pending) {
        pending ??= new PendingParts(run, list);
        pending.hold(completed, index);
        items.push(null);
      } else items.push(completed);
    }
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return typeof (value as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';
}

function notIterable({ parentType, definition }: Site): GraphQLError {
  return new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`);
}

import type { GraphQLError } from 'graphql';

type Key = string | number;

/** The errors of one execution, in the order in which they came. */
export class CollectedErrors {
  readonly list: GraphQLError[] = [];
  readonly #root: Place = { isNull: false, below: undefined };

  /** Adds the error that made the place at `path` null, unless one around it is null already: then it is in no answer. */
  add(error: GraphQLError, path: readonly Key[]): void {
    let place = this.#root;
    for (const key of path) {
      if (place.isNull) return;
      place = below(place, key);
    }
    if (place.isNull) return;
    place.isNull = true;
    this.list.push(error);
  }
}

interface Place {
  isNull: boolean;
  below: Map<Key, Place> | undefined;
}

function below(place: Place, key: Key): Place {
  place.below ??= new Map();
  let child = place.below.get(key);
  if (!child) place.below.set(key, (child = { isNull: false, below: undefined }));
  return child;
}

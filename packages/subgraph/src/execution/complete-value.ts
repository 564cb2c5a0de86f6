import {
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { inspect } from 'node:util';
import { compileAbstract } from './complete-abstract.ts';
import { compileList } from './complete-list.ts';
import { compileObject } from './complete-object.ts';
import { itemOf, type Position } from './position.ts';
import type { Site } from './program.ts';
import type { Complete } from './run.ts';

/** How values of `type` at `position` become a part of the answer. */
export function compileCompletion(site: Site, type: GraphQLOutputType, position: Position): Complete {
  const complete = compileNullable(site, type, position);
  const absent = isNonNullType(type) ? nullError(site) : undefined;
  return (run, at, value) => {
    if (value == null) {
      if (absent) throw absent();
      return null;
    }
    if (value instanceof Error) throw value;
    return complete(run, at, value);
  };
}

function nullError({ parentType, definition }: Site): () => Error {
  const message = `Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`;
  return () => new Error(message);
}

function compileNullable(site: Site, outer: GraphQLOutputType, position: Position): Complete {
  const type = getNullableType(outer);
  if (isListType(type)) {
    const item = itemOf(position, !isNonNullType(type.ofType));
    return compileList(site, position, item, compileCompletion(site, type.ofType, item));
  }
  if (isLeafType(type)) return compileLeaf(type);
  return isObjectType(type) ? compileObject(site, type, position) : compileAbstract(site, type, position);
}

function compileLeaf(type: GraphQLLeafType): Complete {
  return (_run, _at, value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized != null) return serialized;
    throw new Error(
      `Expected \`${type.name}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
    );
  };
}

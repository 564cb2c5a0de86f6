import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLTypeResolver,
} from 'graphql';
import { inspect } from 'node:util';
import { compileObject } from './complete-object.ts';
import { isThenable, PendingValue } from './pending.ts';
import type { Position } from './position.ts';
import type { Site } from './program.ts';
import { buildInfo, takesArgument } from './resolve-info.ts';
import type { Complete, ListIndices, Run } from './run.ts';

/** Objects of an interface or union. */
export function compileAbstract(site: Site, type: GraphQLAbstractType, position: Position): Complete {
  const completeAs = compileRuntimeTypes(site, type, position);
  const resolveType: GraphQLTypeResolver<unknown, unknown> = type.resolveType ?? defaultTypeResolver;
  const isDefault = resolveType === defaultTypeResolver;
  const takesInfo = takesArgument(resolveType, 2);

  return (run, at, value) => {
    // The first thing that the default looks at.
    if (isDefault && typeof value === 'object' && value !== null && '__typename' in value)
      if (typeof value.__typename === 'string') return completeAs(run, at, value, value.__typename);
    const resolved: unknown = takesInfo
      ? resolveType(value, run.context, buildInfo(site, run, at), type)
      : // It cannot see what it is not given.
        (resolveType as (value: unknown, context: unknown) => unknown)(value, run.context);
    if (!isThenable(resolved)) return completeAs(run, at, value, resolved);
    return new PendingValue(run, position, at, resolved, (_run, own, name) => completeAs(run, own, value, name));
  };
}

/** Completes objects as the type whose name was found for them. */
export function compileRuntimeTypes(
  site: Site,
  type: GraphQLAbstractType,
  position: Position,
): (run: Run, at: ListIndices, value: unknown, name: unknown) => unknown {
  const byName = new Map<unknown, Complete>();
  return (run, at, value, name) => {
    let complete = byName.get(name);
    if (!complete) byName.set(name, (complete = compileObject(site, runtimeTypeOf(site, type, name, value), position)));
    return complete(run, at, value);
  };
}

/** @throws GraphQLError when `name` is not the name of a type that `type` can be. */
function runtimeTypeOf(site: Site, type: GraphQLAbstractType, name: unknown, value: unknown): GraphQLObjectType {
  const { schema } = site.program;
  const field = `${site.parentType.name}.${site.definition.name}`;
  const located = { nodes: site.fieldNodes };
  if (name == null)
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${field}". Either the "${type.name}" ` +
        'type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.',
      located,
    );
  if (isObjectType(name))
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  if (typeof name !== 'string')
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${field}" with ` +
        `value ${inspect(value)}, received "${inspect(name)}".`,
    );
  const found = schema.getType(name);
  if (!found)
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      located,
    );
  if (!isObjectType(found))
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, located);
  if (!schema.isSubType(type, found))
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`, located);
  return found;
}

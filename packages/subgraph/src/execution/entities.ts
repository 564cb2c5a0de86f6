import {
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLUnionType,
} from 'graphql';
import { compileArguments } from './arguments.ts';
import { compileRuntimeTypes } from './complete-abstract.ts';
import { compileList } from './complete-list.ts';
import { compileCompletion } from './complete-value.ts';
import { isThenable, PendingValue } from './pending.ts';
import { itemOf, type Position } from './position.ts';
import type { Site } from './program.ts';
import { buildInfo, takesArgument } from './resolve-info.ts';
import type { Complete, ExecuteField, ListIndices, Run } from './run.ts';

/** The union of all entities, when the field at `site` is the `Query._entities` of a subgraph. */
export function entitiesAt({ program, parentType, definition }: Site): GraphQLUnionType | undefined {
  if (definition.name !== '_entities' || parentType !== program.schema.getQueryType()) return undefined;
  const list = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
  return isListType(list) && isUnionType(list.ofType) && list.ofType.name === '_Entity' ? list.ofType : undefined;
}

/**
 * `Query._entities`: the executor itself calls the `__resolveReference` of each type. The resolver that comes with `@apollo/subgraph`
 * makes two promises for each representation, even where nothing waits, and writes `__typename` on what was loaded, for the executor
 * to find it again. That one fails as a whole when a reference resolver throws at once; here only that entity is null.
 */
export function compileEntities(site: Site, union: GraphQLUnionType): ExecuteField {
  const item = itemOf(site.position, true);
  const completeAs = compileRuntimeTypes(site, union, item);
  const argumentsOf = compileArguments(site.definition, site.fieldNodes[0]);
  const byName = new Map<unknown, Complete>();

  const completeList = compileList(site, site.position, item, (run, at, representation) => {
    const name = typenameOf(representation);
    let complete = byName.get(name);
    if (!complete) byName.set(name, (complete = compileRepresentations(site, item, name, union, completeAs)));
    return complete(run, at, representation);
  });
  return (run, at) => completeList(run, at, argumentsOf(run.variables)['representations']);
}

function typenameOf(representation: unknown): unknown {
  return typeof representation === 'object' && representation !== null && '__typename' in representation
    ? representation.__typename
    : undefined;
}

/** Completes representations of one type. @throws Error when there is no such type. */
function compileRepresentations(
  site: Site,
  item: Position,
  name: unknown,
  union: GraphQLUnionType,
  completeAs: (run: Run, at: ListIndices, value: unknown, name: unknown) => unknown,
): Complete {
  const type = typeof name === 'string' ? site.program.schema.getType(name) : undefined;
  if (isInterfaceType(type)) return compileInterface(site, item, union);
  if (!isObjectType(type))
    throw new Error(`An entity of type "${String(name)}" was asked for, but the schema has no such type.`);

  const complete: Complete = (run, at, value) => {
    if (value == null) return null;
    if (value instanceof Error) throw value;
    return completeAs(run, at, value, name);
  };
  const resolve = referenceResolverOf(type);
  if (!resolve) return complete;
  const takesInfo = takesArgument(resolve, 2);
  return (run, at, representation) => {
    const value = resolve(representation, run.context, takesInfo ? buildInfo(site, run, at) : undefined);
    return isThenable(value) ? new PendingValue(run, item, at, value, complete) : complete(run, at, value);
  };
}

type ResolveReference = (reference: unknown, context: unknown, info: GraphQLResolveInfo | undefined) => unknown;

function referenceResolverOf({ extensions }: GraphQLObjectType): ResolveReference | undefined {
  // Where buildSubgraphSchema keeps it, by the types of that library.
  const { apollo } = extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } };
  return apollo?.subgraph?.resolveReference;
}

/** Entities named by an interface find their type in ways that only the library's own resolver knows: it gets them one by one. */
function compileInterface(site: Site, item: Position, union: GraphQLUnionType): Complete {
  const complete = compileCompletion(site, union, item);
  return (run, at, representation) => {
    const found: unknown = site.definition.resolve?.(
      undefined,
      { representations: [representation] },
      run.context,
      buildInfo(site, run, at),
    );
    const value: unknown = Array.isArray(found) ? found[0] : undefined;
    return isThenable(value) ? new PendingValue(run, item, at, value, complete) : complete(run, at, value);
  };
}

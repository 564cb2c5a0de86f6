import {
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { compileArguments } from './arguments.ts';
import { compileCompletion } from './complete-value.ts';
import { compileEntities, entitiesAt } from './entities.ts';
import { isThenable, PendingValue } from './pending.ts';
import { recover, type Position } from './position.ts';
import type { FieldNodes, Program, Site } from './program.ts';
import { buildInfo, takesArgument } from './resolve-info.ts';
import type { Complete, ExecuteField, ListIndices, Run } from './run.ts';

export interface CompiledField {
  readonly key: string;
  readonly site: Site;
  /** @throws the located error of a field that cannot be null; any other is noted. */
  readonly execute: ExecuteField;
  /** The value of a field that has the same for every object. */
  readonly constant?: string;
  /** Of a field without resolver and arguments: what becomes of the property of the same name. @throws what is wrong with it. */
  readonly completeProperty?: CompleteProperty;
}

export type CompleteProperty = (run: Run, at: ListIndices, value: unknown, source: unknown) => unknown;

/** Compiles what is asked of `parentType` under one response key: `undefined` when it has no such field, which is left out then. */
export function compileField(
  program: Program,
  parentType: GraphQLObjectType,
  key: string,
  fieldNodes: FieldNodes,
  parent: Position | undefined,
): CompiledField | undefined {
  const definition = findField(program.schema, parentType, fieldNodes[0].name.value);
  if (!definition) return undefined;
  const { name: typename } = parentType;
  const nullable = !isNonNullType(definition.type);
  const position: Position = { parent, key, typename, lists: parent?.lists ?? 0, nullable, fieldNodes };
  const site: Site = { program, parentType, definition, fieldNodes, position };

  if (definition === TypeNameMetaFieldDef) return { key, site, execute: () => typename, constant: typename };
  const entities = entitiesAt(site);
  if (entities) return { key, site, execute: recovering(position, compileEntities(site, entities)) };
  const complete = awaiting(position, compileCompletion(site, definition.type, position));
  if (definition.resolve)
    return { key, site, execute: recovering(position, compileResolver(site, definition.resolve, complete)) };
  if (definition.args.length > 0) return { key, site, execute: recovering(position, compileMethod(site, complete)) };
  const completeProperty = compileProperty(site, complete);
  const execute = recovering(position, (run, at, source) =>
    completeProperty(run, at, ownerOf(source)[definition.name], source),
  );
  return { key, site, execute, completeProperty };
}

function findField(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}

/** Where the properties of `source` are read: only objects and functions have any. */
export function ownerOf(source: unknown): Readonly<Record<string, unknown>> {
  const hasProperties = (typeof source === 'object' && source !== null) || typeof source === 'function';
  return hasProperties ? (source as Record<string, unknown>) : NOTHING;
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null) as Record<string, unknown>);

function recovering(position: Position, execute: ExecuteField): ExecuteField {
  return (run, at, source) => {
    try {
      return execute(run, at, source);
    } catch (error) {
      return recover(run, position, at, error);
    }
  };
}

function awaiting(position: Position, complete: Complete): Complete {
  return (run, at, value) =>
    isThenable(value) ? new PendingValue(run, position, at, value, complete) : complete(run, at, value);
}

function compileResolver(
  site: Site,
  resolve: GraphQLFieldResolver<unknown, unknown>,
  complete: Complete,
): ExecuteField {
  const argumentsOf = compileArguments(site.definition, site.fieldNodes[0]);
  if (takesArgument(resolve, 3))
    return (run, at, source) =>
      complete(run, at, resolve(source, argumentsOf(run.variables), run.context, buildInfo(site, run, at)));
  // Sound because it cannot see the fourth.
  const brief = resolve as (source: unknown, args: unknown, context: unknown) => unknown;
  return (run, at, source) => complete(run, at, brief(source, argumentsOf(run.variables), run.context));
}

/** A field with arguments and no resolver. They are looked at even where the property that answers for it is no method. */
function compileMethod(site: Site, complete: Complete): ExecuteField {
  const { name } = site.definition;
  const argumentsOf = compileArguments(site.definition, site.fieldNodes[0]);
  return (run, at, source) => {
    const args = argumentsOf(run.variables);
    const value = ownerOf(source)[name];
    return complete(run, at, typeof value === 'function' ? callMethod(site, value, run, at, source, args) : value);
  };
}

function compileProperty(site: Site, complete: Complete): CompleteProperty {
  return (run, at, value, source) =>
    complete(run, at, typeof value === 'function' ? callMethod(site, value, run, at, source, {}) : value);
}

function callMethod(
  site: Site,
  method: Function,
  run: Run,
  at: ListIndices,
  source: unknown,
  args: Readonly<Record<string, unknown>>,
): unknown {
  return method.call(source, args, run.context, buildInfo(site, run, at));
}

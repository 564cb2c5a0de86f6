import type { GraphQLResolveInfo } from 'graphql';
import { pathOf } from './position.ts';
import type { Site } from './program.ts';
import type { ListIndices, Run } from './run.ts';

/** What resolvers get as their fourth argument. */
export function buildInfo(site: Site, run: Run, at: ListIndices): GraphQLResolveInfo {
  const { schema, fragments, operation } = site.program;
  return {
    fieldName: site.definition.name,
    fieldNodes: site.fieldNodes,
    returnType: site.definition.type,
    parentType: site.parentType,
    path: pathOf(site.position, at),
    schema,
    fragments,
    rootValue: run.rootValue,
    operation,
    variableValues: run.variables,
  };
}

/** A parameter list of plain names, or of names taken out of objects: no default, no rest. */
const PLAIN_HEADER = /^(?:async\s*)?(?:function\b\s*\*?\s*)?[\w$]*\s*(?:\([\w$\s,{}:]*\)\s*(?:=>|\{)|=>)/;

/**
 * Whether `callee` can see the argument at `index`. It cannot when its parameters are fewer and nothing else in its text could
 * reach further: then the argument need not be made.
 */
export function takesArgument(callee: Function, index: number): boolean {
  if (callee.length > index) return true;
  const text = Function.prototype.toString.call(callee);
  return !PLAIN_HEADER.test(text) || /\barguments\b|\[native code\]/.test(text);
}

import type { FetchDataRewrite } from '@apollo/query-planner';
import { isObject, type Data } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** Applies the planner's rewrites to what is sent to, or comes from, a subgraph: interface objects, and fields renamed to avoid conflicts. */
export type Rewrite = (value: Data) => void;

const FRAGMENT = '... on ';

/** @returns undefined when there is nothing to rewrite. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  conditions: TypeConditions,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, conditions));
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, conditions: TypeConditions): Rewrite {
  const steps = rewrite.path.slice(0, -1);
  const key = rewrite.path.at(-1);
  if (key === undefined) return () => undefined;
  const apply =
    rewrite.kind === 'ValueSetter'
      ? (object: Data) => void (object[key] = rewrite.setValueTo as unknown)
      : (object: Data) => renameKey(object, key, rewrite.renameKeyTo);

  const walk = (value: unknown, index: number): void => {
    if (Array.isArray(value)) return value.forEach((element) => walk(element, index));
    if (!isObject(value)) return;
    const step = steps[index];
    if (step === undefined) return apply(value);
    if (!step.startsWith(FRAGMENT)) return walk(value[step], index + 1);
    const typename = value['__typename'];
    // The planner does not always ask for the name; it never lets a rewrite stop for that.
    if (!typename || conditions.applies(step.slice(FRAGMENT.length), typename)) walk(value, index + 1);
  };
  return (value) => walk(value, 0);
}

function renameKey(object: Data, key: string, to: string): void {
  const value = object[key];
  if (value === undefined) return;
  object[to] = value;
  object[key] = undefined;
}

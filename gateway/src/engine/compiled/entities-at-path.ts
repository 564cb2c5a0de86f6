import { isObject, type Data } from './run.ts';

/** A path of the plan into the merged data: response keys, and `@` for every element of a list. */
export type PlanPath = readonly (string | number)[];

type AnswerPath = (string | number)[];

/** Finds the objects at a path, in order, without the nulls. */
export type FindEntities = (data: Data) => Data[];

/** Writes the code that walks along `path`, a loop for each list. Of the code only keys come from outside, as JSON. */
export function compileEntitiesAt(path: PlanPath): FindEntities {
  const text = `'use strict'; return (data) => { const found = []; ${walk(path, 'data')} return found; };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text and JSON only, as said above
  return (new Function('isObject', text) as (tool: typeof isObject) => FindEntities)(isObject);
}

/** The statements that walk on from `value`. */
function walk(path: PlanPath, value: string): string {
  const [step, ...further] = path;
  if (step === undefined) return `if (isObject(${value})) found.push(${value});`;
  const next = `${value}_`;
  if (step === '@') return `if (Array.isArray(${value})) for (const ${next} of ${value}) { ${walk(further, next)} }`;
  return `if (isObject(${value})) { const ${next} = ${value}[${JSON.stringify(step)}]; ${walk(further, next)} }`;
}

/** Where the objects that {@link compileEntitiesAt} finds stand in the client's answer, in the same order. For errors only. */
export function pathsAt(data: Data, path: PlanPath): AnswerPath[] {
  const found: AnswerPath[] = [];
  const walk = (value: unknown, index: number, here: AnswerPath): void => {
    const step = path[index];
    if (step === undefined) {
      if (isObject(value)) found.push(here);
    } else if (step === '@') {
      if (Array.isArray(value))
        for (const [position, element] of value.entries()) walk(element, index + 1, [...here, position]);
    } else if (isObject(value)) walk(value[step], index + 1, [...here, step]);
  };
  walk(data, 0, []);
  return found;
}

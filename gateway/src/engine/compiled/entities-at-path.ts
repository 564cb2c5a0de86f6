import { isObject, type Data } from './run.ts';

/** A path of the plan into the merged data: response keys, and `@` for every element of a list. */
export type PlanPath = readonly (string | number)[];

type AnswerPath = (string | number)[];

/** The objects at `path`, in order, without the nulls. */
export function entitiesAt(data: Data, path: PlanPath): Data[] {
  const found: Data[] = [];
  collect(data, path, 0, found);
  return found;
}

function collect(start: unknown, path: PlanPath, from: number, found: Data[]): void {
  let value = start;
  for (let index = from; index < path.length; index++) {
    const step = path[index];
    if (step === '@') {
      if (Array.isArray(value)) for (const element of value) collect(element, path, index + 1, found);
      return;
    }
    if (!isObject(value) || step === undefined) return;
    value = value[step];
  }
  if (isObject(value)) found.push(value);
}

/** Where the objects of {@link entitiesAt} stand in the client's answer, in the same order. For errors only. */
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

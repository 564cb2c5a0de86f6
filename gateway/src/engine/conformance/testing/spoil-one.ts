import { parse, type GraphQLFormattedError } from 'graphql';
import type { Answer, FetchRequest } from '../executor-under-test.ts';
import { keysOf, walkOf, within, type Walk } from './fetched-fields.ts';
import type { Spoil } from './stage.ts';

/**
 * Puts `value` at a place of a subgraph's data, told by the names of fields and the places in lists, such as `_entities.0.stars`; `undefined` removes
 * what stands there. Answers without such a place stay as they are.
 */
export function put(subgraph: string, place: string, value: unknown): Spoil {
  return changing(subgraph, (answer, { query }) => {
    const [last, ...others] = place.split('.').reverse();
    if (last === undefined) return answer;
    for (const { holder, walk } of holdersAt(answer.data, others.reverse(), walkOf(parse(query)))) {
      for (const key of keysAt(holder, last, walk)) {
        if (value === undefined) delete holder[key];
        else holder[key] = value;
      }
    }
    return answer;
  });
}

/** Adds an error to a subgraph's answers. The steps of its path are names of fields and places in lists. */
export function complain(subgraph: string, error: GraphQLFormattedError): Spoil {
  return changing(subgraph, (answer, { query }) => {
    let walk = walkOf(parse(query));
    const path = error.path?.map((step) => {
      if (typeof step === 'number') return step;
      const [key = step] = keysOf(walk, step);
      walk = within(walk, key);
      return key;
    });
    return { ...answer, errors: [...(answer.errors ?? []), { ...error, ...(path && { path }) }] };
  });
}

/** Gives other answers than the subgraph does. */
export function changing(subgraph: string, change: (answer: Answer, request: FetchRequest) => Answer): Spoil {
  return (answer, request, name) => (name === subgraph ? change(answer, request) : answer);
}

interface Held {
  readonly holder: Record<string, unknown>;
  readonly walk: Walk;
}

/** The objects and lists at a place: several when one field stands under several response keys. */
function holdersAt(value: unknown, steps: readonly string[], walk: Walk): Held[] {
  if (!isHolder(value)) return [];
  const [step, ...rest] = steps;
  if (step === undefined) return [{ holder: value, walk }];
  return keysAt(value, step, walk).flatMap((key) =>
    holdersAt(value[key], rest, Array.isArray(value) ? walk : within(walk, key)),
  );
}

function keysAt(holder: Record<string, unknown>, step: string, walk: Walk): string[] {
  const keys = Array.isArray(holder) ? [step] : [...keysOf(walk, step)];
  return keys.filter((key) => Object.hasOwn(holder, key));
}

/** Lists hold their elements under their places. */
function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

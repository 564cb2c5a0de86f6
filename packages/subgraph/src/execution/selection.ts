import type { CompiledField } from './field.ts';
import { generateSelection } from './generate-selection.ts';
import { Pending, PendingParts } from './pending.ts';
import type { Position } from './position.ts';
import type { Selection } from './program.ts';
import type { ExecuteField } from './run.ts';

/**
 * Executes `fields` of one object after the other. After `hotAfter` objects it is replaced by code written for exactly these fields:
 * eight times as fast, but dearer to make than to go without for an operation that is seen once.
 */
export function createSelection(
  fields: readonly CompiledField[],
  position: Position | undefined,
  hotAfter: number,
): Selection {
  let objects = 0;

  const interpret: ExecuteField = (run, at, source) => {
    if (objects++ >= hotAfter) {
      selection.execute = generateSelection(fields, position);
      return selection.execute(run, at, source);
    }
    const answer = {};
    let pending: PendingParts | undefined;
    try {
      for (const { key, execute } of fields) {
        const value = execute(run, at, source);
        if (value instanceof Pending) {
          pending ??= new PendingParts(run, position).fill(answer);
          pending.hold(value, key);
          put(answer, key, null);
        } else put(answer, key, value);
      }
    } catch (error) {
      if (!pending) throw error;
      return pending.abandon(error, at);
    }
    return pending ?? answer;
  };

  const selection = { execute: interpret };
  return selection;
}

/** Gives `answer` a property of its own under any name: assigning would make none of `__proto__`. */
export function put(answer: object, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(answer, key, { value, writable: true, enumerable: true, configurable: true });
  else (answer as Record<string, unknown>)[key] = value;
}

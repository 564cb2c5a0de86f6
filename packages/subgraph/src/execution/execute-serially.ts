import type { CompiledField } from './field.ts';
import { Pending, type Holder } from './pending.ts';
import type { Selection } from './program.ts';
import type { ListIndices, Run } from './run.ts';
import { put } from './selection.ts';

/** Executes each field when the one before it is done: the root fields of a mutation. */
export function createSeries(fields: readonly CompiledField[]): Selection {
  return {
    execute: (run, _at, source) => {
      const series = new Series(fields, run, source);
      return series.proceed() ?? series;
    },
  };
}

class Series extends Pending implements Holder {
  readonly #fields: readonly CompiledField[];
  readonly #run: Run;
  readonly #source: unknown;
  readonly #answer = {};
  #next = 0;

  constructor(fields: readonly CompiledField[], run: Run, source: unknown) {
    super();
    this.#fields = fields;
    this.#run = run;
    this.#source = source;
  }

  /** Goes on until a field has to be waited for. @returns the answer when none is left. @throws as a field does. */
  proceed(): object | undefined {
    for (const { key, execute } of this.#fields.slice(this.#next)) {
      this.#next++;
      const value = execute(this.#run, [], this.#source);
      if (value instanceof Pending) {
        value.heldBy(this, key);
        return undefined;
      }
      put(this.#answer, key, value);
    }
    return this.#answer;
  }

  settle(key: string, value: unknown): void {
    put(this.#answer, key, value);
    let answer: object | undefined;
    try {
      answer = this.proceed();
    } catch (error) {
      return this.failed(this.#run, undefined, [], error);
    }
    if (answer) this.settled(answer);
  }

  fail(error: unknown, at: ListIndices): void {
    this.failed(this.#run, undefined, at, error);
  }
}

import * as fc from 'fast-check';
import { execute, parse, validate, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';
import { schema, World, type Habits } from './testing/erratic-world.ts';
import { writeOperation } from './testing/random-operation.ts';
import { watchRejections } from './testing/watch-rejections.ts';

const habits: fc.Arbitrary<Habits> = fc.record({
  seed: fc.integer(),
  failing: fc.constantFrom(0, 0.02, 0.1),
  absent: fc.constantFrom(0, 0.05, 0.2),
  waiting: fc.constantFrom(0, 0.1, 0.4),
});

interface Outcome {
  readonly result: string;
  readonly seen: readonly string[];
  readonly isImmediate: boolean;
  readonly unhandled: readonly unknown[];
}

async function outcomeOf(
  habits: Habits,
  run: (world: World) => ExecutionResult | Promise<ExecutionResult>,
): Promise<Outcome> {
  const world = new World(habits);
  const { value, unhandled } = await watchRejections(async () => {
    const returned = run(world);
    return { result: await world.order.settleAll(returned), isImmediate: !('then' in returned) };
  });
  const { data, errors } = value.result;
  const told = errors?.map(({ message, path, locations, originalError }) => ({
    message,
    path,
    locations,
    cause: originalError?.message,
  }));
  return {
    result: JSON.stringify({ data, errors: told }, null, 1),
    seen: world.seen.toSorted(),
    isImmediate: value.isImmediate,
    unhandled,
  };
}

test('any operation on any data gives what graphql-js gives: data, errors, their order, and what resolvers see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), habits, async (g, habits) => {
      const { query, variableSets } = writeOperation(g, schema);
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const operations = [0, 2, Number.POSITIVE_INFINITY].map((hotAfter) => {
        const operation = compileOperation(schema, document, undefined, { hotAfter });
        if ('errors' in operation) throw new Error('It is there.');
        return operation;
      });
      for (const variableValues of variableSets) {
        const expected = await outcomeOf(habits, (contextValue) =>
          execute({ schema, document, rootValue: contextValue.root(), contextValue, variableValues }),
        );
        for (const operation of operations) {
          const outcome = await outcomeOf(habits, (world) => operation.execute(world.root(), world, variableValues));
          // graphql-js forgets the promises of a list that it gives up; this executor forgets none.
          expect(outcome).toEqual({ ...expected, unhandled: [] });
        }
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
});

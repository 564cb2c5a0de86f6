import * as fc from 'fast-check';
import { execute, parse, validate, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';
import { schema, World, type Habits } from './testing/erratic-world.ts';
import { writeOperation } from './testing/random-operation.ts';
import { unhandledWhile } from './testing/unhandled-while.ts';

const habits: fc.Arbitrary<Habits> = fc.record({
  seed: fc.integer(),
  failing: fc.constantFrom(0, 0.02, 0.1),
  absent: fc.constantFrom(0, 0.05, 0.2),
  waiting: fc.constantFrom(0, 0.1, 0.4),
});

interface Outcome {
  readonly result: unknown;
  readonly seen: readonly string[];
  readonly isImmediate: boolean;
}

async function outcomeOf(
  habits: Habits,
  run: (world: World) => ExecutionResult | PromiseLike<ExecutionResult>,
): Promise<Outcome> {
  const world = new World(habits);
  const returned = run(world);
  const { data, errors } = await world.order.settleAll(returned);
  return {
    result: JSON.stringify(
      {
        data,
        errors: errors?.map(({ message, path, locations, originalError }) => ({
          message,
          path,
          locations,
          cause: originalError?.message,
        })),
      },
      null,
      1,
    ),
    seen: world.seen.toSorted(),
    isImmediate: !('then' in returned),
  };
}

test('any operation on any data gives what graphql-js gives: data, errors, their order, and what resolvers see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), habits, async (g, habits) => {
      const { query, variables } = writeOperation(g, schema);
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      let expected: Outcome | undefined;
      await unhandledWhile(async () => {
        expected = await outcomeOf(habits, (world) =>
          execute({ schema, document, rootValue: world.root(), contextValue: world, variableValues: variables }),
        );
      });
      for (const hotAfter of [0, Number.POSITIVE_INFINITY]) {
        const operation = compileOperation(schema, document, undefined, { hotAfter });
        if ('errors' in operation) throw new Error('It is there.');
        const leaked = await unhandledWhile(async () => {
          const outcome = await outcomeOf(habits, (world) => operation.execute(world.root(), world, variables));
          expect(outcome).toEqual(expected);
        });
        expect(leaked).toEqual([]);
      }
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

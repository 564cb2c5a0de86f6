import { execute, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { expect } from 'vitest';
import { compileOperation, type CompiledOperation } from '../compile-operation.ts';

interface Given {
  readonly schema: GraphQLSchema;
  readonly document: string | DocumentNode;
  readonly rootValue?: unknown;
  readonly contextValue?: unknown;
  readonly variableValues?: Record<string, unknown>;
  readonly operationName?: string;
}

/** The operation, with its selections as code from the first object on. @throws when there is no such operation. */
export function compiled(schema: GraphQLSchema, document: string | DocumentNode, hotAfter = 0): CompiledOperation {
  const parsed = typeof document === 'string' ? parse(document) : document;
  const operation = compileOperation(schema, parsed, undefined, { hotAfter });
  if ('errors' in operation) throw operation.errors[0] ?? new Error('There is no reason.');
  return operation;
}

/** What graphql-js answers, after expecting the same of the compiled operation: interpreted, as code, and when it is executed again. */
export async function runBoth(given: Given): Promise<ExecutionResult> {
  const { schema, rootValue, contextValue, variableValues, operationName } = given;
  const document = typeof given.document === 'string' ? parse(given.document) : given.document;
  const expected = await execute({ schema, document, rootValue, contextValue, variableValues, operationName });
  for (const hotAfter of [0, Number.POSITIVE_INFINITY]) {
    const operation = compileOperation(schema, document, operationName, { hotAfter });
    for (let time = 0; time < 2; time++) {
      const answer =
        'errors' in operation ? operation : await operation.execute(rootValue, contextValue, variableValues);
      expect(told(answer)).toBe(told(expected));
    }
  }
  return expected;
}

/** Everything that tells answers apart, the order of keys too. */
function told({ data, errors }: ExecutionResult): string {
  const causes = errors?.map(({ originalError, nodes }) => [originalError?.message, nodes?.map(({ kind }) => kind)]);
  return JSON.stringify({ data, errors, causes }, null, 1);
}

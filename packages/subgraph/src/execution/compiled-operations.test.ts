import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createCompiledOperations } from './compiled-operations.ts';

const schema = buildSchema('type Query { a: Int b: Int }');

test('an operation of a document is compiled once, each by its name', () => {
  const operationOf = createCompiledOperations(schema);
  const document = parse('query A { a } query B { b }');
  const a = operationOf(document, 'A');
  expect(operationOf(document, 'A')).toBe(a);
  expect(operationOf(document, 'B')).not.toBe(a);
  expect(operationOf(parse('query A { a }'), 'A')).not.toBe(a);
});

test('an operation that is not there stays an error', () => {
  const operationOf = createCompiledOperations(schema);
  const document = parse('query A { a } query B { b }');
  for (let time = 0; time < 2; time++) {
    expect(operationOf(document, 'C')).toMatchObject({ errors: [{ message: 'Unknown operation named "C".' }] });
    expect(operationOf(document)).toMatchObject({ errors: [expect.anything()] });
  }
});

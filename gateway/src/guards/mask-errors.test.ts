import { expect, it } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import { maskErrors } from './mask-errors.ts';

const masked = (code: string) => {
  const logged: string[] = [];
  const log = createLogger({ name: 'test', level: 'error', destination: { write: (line) => void logged.push(line) } });
  const error = { message: 'Cannot query field "secret" on type "Product".', path: ['a'], extensions: { code } };
  const [shown] = maskErrors([error], { data: { a: null }, requestId: 'r1', log });
  return { shown: { message: shown?.message, extensions: shown?.extensions }, logged };
};

it('what a subgraph calls invalid is a fetch that no client has written: it is masked, and told to operators', () => {
  const { shown, logged } = masked('GRAPHQL_VALIDATION_FAILED');
  expect(shown).toEqual({ message: 'Something went wrong.', extensions: { code: 'INTERNAL', requestId: 'r1' } });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('Cannot query field');
});

it('codes that are made for clients pass', () => {
  const { shown, logged } = masked('NOT_FOUND');
  expect(shown).toEqual({
    message: 'Cannot query field "secret" on type "Product".',
    extensions: { code: 'NOT_FOUND' },
  });
  expect(logged).toEqual([]);
});

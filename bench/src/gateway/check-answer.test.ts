import { expect, test } from 'vitest';
import { findProblem } from './check-answer.ts';

const EXPECTED = { user: { id: 'usr_1', cart: null } };

test('the order of keys does not matter, and neither does an empty list of errors', () => {
  expect(findProblem(200, '{"data":{"user":{"cart":null,"id":"usr_1"}},"errors":[]}', EXPECTED)).toBeNull();
});

test.each([
  [500, '{}', 'status 500'],
  [200, '<html>', 'no JSON'],
  [200, '{"data":{"user":{"id":"usr_1","cart":null}},"errors":[{"message":"x"}]}', 'errors'],
  [200, '{"data":{"user":{"id":"usr_1"}}}', 'other data than expected'],
  [200, '{"data":{"user":{"id":"usr_2","cart":null}}}', 'other data than expected'],
  [200, '{"data":null}', 'other data than expected'],
])('%i %s: %s', (status, text, problem) => {
  expect(findProblem(status, text, EXPECTED)).toBe(problem);
});

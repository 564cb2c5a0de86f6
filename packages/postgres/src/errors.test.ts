import { expect, test } from 'vitest';
import { isConnectionLost, isRetryable, isUniqueViolation, sqlStateOf } from './errors.ts';

test('a socket error is no server error, even when its code has five characters', () => {
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect(sqlStateOf(broken)).toBeNull();
  expect(isConnectionLost(broken)).toBe(true);
  expect(isRetryable(broken)).toBe(false);
});

test('anything that is no error answers no', () => {
  for (const thrown of [null, undefined, 'text', 42, {}, new Error('something')]) {
    expect([isUniqueViolation(thrown), isRetryable(thrown), isConnectionLost(thrown)]).toEqual([false, false, false]);
  }
});

test('a constraint is told apart by its name', () => {
  const error = { severity: 'ERROR', code: '23505', constraint: 'user_email_key' };
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'user_email_key')).toBe(true);
  expect(isUniqueViolation(error, 'user_handle_key')).toBe(false);
});

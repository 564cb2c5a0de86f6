import { OperatorError } from '@bazaar/runtime/operator-error';
import { expect, it } from 'vitest';
import { tellDatabaseRefusal } from './database-refusal.ts';

/** As pg tells what a server said. */
function fromServer(code: string): Error {
  return Object.assign(new Error('role "secret" and its reasons'), { severity: 'FATAL', code });
}

it.each([
  [fromServer('28P01'), 'does not let this user in'],
  [fromServer('28000'), 'does not let this user in'],
  [fromServer('3D000'), 'no such database'],
  [fromServer('53300'), 'no connection left'],
  [new Error('connect ECONNREFUSED 127.0.0.1:5432'), 'cannot be reached'],
  [new Error('getaddrinfo EAI_AGAIN postgres'), 'cannot be reached'],
  [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), 'asks for a password'],
])('tells an operator what to mend: %s', (error, told) => {
  const refusal = tellDatabaseRefusal(error);
  expect(refusal).toBeInstanceOf(OperatorError);
  expect(String(refusal)).toContain(`DATABASE_URL: `);
  expect(String(refusal)).toContain(told);
  expect(String(refusal)).not.toContain('secret');
});

it('leaves a bug what it is', () => {
  const bug = fromServer('42601');
  expect(tellDatabaseRefusal(bug)).toBe(bug);
});

import { expect, test } from 'vitest';
import { Fault } from './faults.ts';
import { collectLog } from './testing/collect-log.ts';

test('credentials and personal data are redacted, at the top and two levels down', () => {
  const { log, lines, text } = collectLog();
  const secrets = {
    authorization: 'hunter2',
    cookie: 'hunter2',
    password: 'hunter2',
    currentPassword: 'hunter2',
    newPassword: 'hunter2',
    passwordHash: 'hunter2',
    token: 'hunter2',
    accessToken: 'hunter2',
    refreshToken: 'hunter2',
    secret: 'hunter2',
    clientSecret: 'hunter2',
    email: 'hunter2@example.com',
    phone: 'hunter2',
    parameters: ['hunter2'],
    detail: 'Key (email)=(hunter2@example.com) already exists.',
  };
  log.info({ ...secrets, input: secrets, request: { headers: secrets } }, 'line');
  log.child({ email: 'hunter2@example.com' }).info('child');
  expect(text()).not.toContain('hunter2');
  expect(lines[0]).toMatchObject({ msg: 'line', name: 'test', password: '[redacted]', input: { email: '[redacted]' } });
});

test('of an error stay its name, message, code, stack and causes; what else hangs on it does not', () => {
  const { log, lines, text } = collectLog();
  const driver = Object.assign(new Error('duplicate key value violates unique constraint "user_email"'), {
    code: '23505',
    detail: 'Key (email)=(hunter2@example.com) already exists.',
    where: 'hunter2',
  });
  const failed = Object.assign(new Error(driver.message, { cause: driver }), {
    query: 'insert into user_account values ($1)',
    parameters: ['hunter2@example.com'],
    driverError: driver,
    response: { headers: { 'set-cookie': 'hunter2' } },
  });
  log.error({ err: new Fault('INTERNAL', 'Something went wrong.', { cause: failed }) }, 'failed');
  expect(text()).not.toContain('hunter2');
  expect(lines[0]).toMatchObject({
    err: {
      type: 'Fault',
      code: 'INTERNAL',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: driver.message, cause: { code: '23505' } },
    },
  });
});

test('what is thrown and is no error is named by its type, and a long chain of causes ends', () => {
  const { log, lines } = collectLog();
  log.error({ err: { password: 'x' } }, 'object');
  log.error({ err: 'text' }, 'text');
  let chain = new Error('0');
  for (let depth = 1; depth < 10; depth++) chain = new Error(String(depth), { cause: chain });
  log.error({ err: chain }, 'chain');
  expect(lines[0]).toMatchObject({ err: { type: 'object' } });
  expect(lines[1]).toMatchObject({ err: 'text' });
  expect(JSON.stringify(lines[2]).match(/"cause"/g)).toHaveLength(3);
});

test('a level says what is written', () => {
  const { log, lines } = collectLog('warn');
  log.info('no');
  log.warn('yes');
  expect(lines.map(({ msg }) => msg)).toEqual(['yes']);
});

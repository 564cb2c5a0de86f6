import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, flag, jsonOf, list, milliseconds, port, readConfig, urlOf } from './config.ts';

function problemsOf(shape: z.ZodRawShape, env: Record<string, string | undefined>): string {
  try {
    readConfig(shape, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('It was accepted.');
}

const SHAPE = {
  PORT: port,
  WAIT_MS: milliseconds.default(500),
  DEBUG: flag.default(false),
  DATABASE_URL: urlOf('postgres:', 'postgresql:'),
  ORIGINS: list.default([]),
  KEYS: jsonOf(z.object({ gateway: z.object({ x: z.string().min(3) }) })).optional(),
};
const FINE = { PORT: '4000', DATABASE_URL: 'postgres://root:hunter2@db/bazaar' };

test('reads, converts and defaults', () => {
  const env = {
    ...FINE,
    WAIT_MS: '20',
    DEBUG: 'yes',
    ORIGINS: ' https://a.example, https://b.example,',
    KEYS: '{"gateway":{"x":"abc"}}',
    OTHER: '1',
  };
  expect(readConfig(SHAPE, env)).toEqual({
    PORT: 4000,
    WAIT_MS: 20,
    DEBUG: true,
    DATABASE_URL: FINE.DATABASE_URL,
    ORIGINS: ['https://a.example', 'https://b.example'],
    KEYS: { gateway: { x: 'abc' } },
  });
});

test('an empty variable is an unset one', () => {
  expect(readConfig(SHAPE, { ...FINE, WAIT_MS: '', KEYS: '' })).toMatchObject({ WAIT_MS: 500, KEYS: undefined });
  expect(problemsOf(SHAPE, { ...FINE, PORT: '' })).toContain('- PORT: ');
});

test('every problem is told at once, one line each', () => {
  const problems = problemsOf(SHAPE, { PORT: '70000', WAIT_MS: '-1', KEYS: '{"gateway":{}}' });
  expect(
    problems
      .split('\n')
      .slice(1)
      .map((line) => /- (\w+):/.exec(line)?.[1]),
  ).toEqual(['PORT', 'WAIT_MS', 'DATABASE_URL', 'KEYS']);
});

describe('a wrong value is never repeated, since it may be a secret', () => {
  test.each([
    ['PORT', 'hunter2'],
    ['WAIT_MS', 'hunter2'],
    ['DEBUG', 'hunter2'],
    ['DATABASE_URL', 'hunter2'],
    ['DATABASE_URL', 'mysql://root:hunter2@db'],
    ['KEYS', 'hunter2'],
    ['KEYS', '{"gateway":{"x":["hunter2"]}}'],
    ['KEYS', '{"gateway":{"hunter2":1}}'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf(SHAPE, { ...FINE, [name]: value });
    expect(problems).toContain(`- ${name}: `);
    expect(problems).not.toContain('hunter2');
  });
});

test('a missing variable is said to be missing, not of a wrong type', () => {
  expect(problemsOf(SHAPE, {})).toMatch(/- DATABASE_URL: .*(missing|required|received undefined)/i);
});

import { expect, test } from 'vitest';
import { takesArgument } from './resolve-info.ts';
test.each<[string, (...args: never[]) => unknown]>([
  ['an arrow function', (a: unknown, b: unknown) => [a, b]],
  ['one with a single name', (a) => a],
  ['one without any', () => 1],
  [
    'names taken out of objects',
    ({ id }: { id: string }, _args: unknown, { loaders: { items } }: never) => [id, items],
  ],
  ['an async one', async (a: unknown) => Promise.resolve(a)],
  [
    'a function',
    function named(a: unknown) {
      return a;
    },
  ],
  [
    'a method',
    {
      method(a: unknown) {
        return a;
      },
    }.method,
  ],
  [
    'an async method',
    {
      async method(a: unknown) {
        return Promise.resolve(a);
      },
    }.method,
  ],
])('%s of fewer parameters cannot see a fourth argument', (_name, callee) => {
  expect(takesArgument(callee, 3)).toBe(false);
});

test.each<[string, (...args: never[]) => unknown]>([
  ['that name it', (_a: unknown, _b: unknown, _c: unknown, d: unknown) => d],
  ['with a rest', (...args: unknown[]) => args],
  ['with a default before it', (_a: unknown, _b = {}, _c?: unknown, d?: unknown) => d],
  ['with a default inside an object', (_a: unknown, { b = 1 }: { b?: number }) => b],
  [
    'that read arguments',
    function () {
      return arguments[3] as unknown;
    },
  ],
  ['that are bound', ((_a: unknown, _b: unknown, d: unknown) => d).bind(undefined, undefined as never)],
  ['that stand behind a proxy', new Proxy(() => 1, {})],
  [
    'with a computed name',
    {
      ['method'](a: unknown) {
        return a;
      },
    }.method,
  ],
])('functions %s may see it', (_name, callee) => {
  expect(takesArgument(callee, 3)).toBe(true);
});

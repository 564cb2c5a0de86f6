import { expect, test } from 'vitest';
import { createUrlRequests } from './url-requests.ts';

const url = (variables: unknown, id = 'abc'): string =>
  `/graphql?documentId=${id}&variables=${encodeURIComponent(JSON.stringify(variables))}`;

test('a URL that comes again is the same request, which nobody can change', () => {
  const read = createUrlRequests();
  const request = read(url({ where: { ids: [1] } }));
  expect(request).toEqual({ documentId: 'abc', variables: { where: { ids: [1] } }, comesAgain: true });
  expect(read(url({ where: { ids: [1] } }))).toBe(request);
  expect(read(url({ where: { ids: [2] } }))).not.toBe(request);
  const { where } = request.variables as { where: { ids: number[] } };
  expect(() => where.ids.push(2)).toThrow(TypeError);
});

test('a mistake is told each time', () => {
  const read = createUrlRequests();
  for (const again of [1, 2]) expect(() => read('/graphql?variables={'), String(again)).toThrow('not valid JSON');
});

test('long URLs are not remembered, and of short ones the latest', () => {
  const read = createUrlRequests();
  const long = url({ text: 'x'.repeat(2_000) });
  expect(read(long)).not.toBe(read(long));
  expect(read(long).comesAgain).toBeUndefined();
  const first = read(url({ number: 0 }));
  for (let number = 1; number < 500; number++) read(url({ number }));
  expect(read(url({ number: 0 }))).toBe(first);
  for (let number = 500; number < 2_000; number++) read(url({ number }));
  expect(read(url({ number: 0 }))).not.toBe(first);
});

test('a variable by the name of __proto__ stays a variable', () => {
  const { variables } = createUrlRequests()('/graphql?documentId=abc&variables={"__proto__":{"x":1}}');
  expect(Object.keys(variables ?? {})).toEqual(['__proto__']);
});

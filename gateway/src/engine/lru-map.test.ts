import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LruMap } from './lru-map.ts';

test('what was read stays, and what was not makes room', () => {
  const map = new LruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
});

test('of what was all read the oldest makes room, and the newest stays whatever it weighs', () => {
  const map = new LruMap<string, number>(3, (key) => key.length);
  map.set('a', 1);
  map.set('b', 2);
  map.set('c', 3);
  for (const key of ['a', 'b', 'c']) map.get(key);
  map.set('d', 4);
  expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([undefined, 2, 3, 4]);
  map.set('heavy', 5);
  expect(['b', 'c', 'd', 'heavy'].map((key) => map.get(key))).toEqual([undefined, undefined, undefined, 5]);
});

test('what can be read is what was set last, and weighs no more than allowed but for the newest', () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'bb', 'ccc', 'dddd', 'e', 'ff'),
    does: fc.constantFrom('get', 'set', 'delete'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const map = new LruMap<string, number>(6, (key) => key.length);
      const last = new Map<string, number>();
      for (const [number, { key, does }] of steps.entries()) {
        if (does === 'get') map.get(key);
        else if (does === 'delete') map.delete(key);
        else map.set(key, number);
        if (does === 'delete') last.delete(key);
        if (does !== 'set') continue;
        last.set(key, number);
        expect(map.get(key)).toBe(number);
        const kept = ['a', 'bb', 'ccc', 'dddd', 'e', 'ff'].filter((one) => map.get(one) !== undefined);
        expect(kept.every((one) => map.get(one) === last.get(one))).toBe(true);
        expect(kept.reduce((sum, one) => sum + one.length, 0)).toBeLessThanOrEqual(6);
      }
    }),
  );
});

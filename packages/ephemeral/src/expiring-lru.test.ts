import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExpiringLru } from './expiring-lru.ts';

test('the least recently used entry makes room', () => {
  const lru = createExpiringLru<number>({ maxWeight: 2 });
  lru.set('a', 1, Infinity);
  lru.set('b', 2, Infinity);
  lru.get('a');
  lru.set('c', 3, Infinity);
  expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([1, undefined, 3]);
});

test('an entry lives until its own time', () => {
  let now = 1000;
  const lru = createExpiringLru<number>({ maxWeight: 9, now: () => now });
  lru.set('a', 1, 1500);
  lru.set('b', 2, 2500);
  lru.set('late', 3, 1000);
  now = 1499;
  expect([lru.get('a'), lru.get('b'), lru.get('late')]).toEqual([1, 2, undefined]);
  now = 1500;
  expect([lru.get('a'), lru.get('b')]).toEqual([undefined, 2]);
});

test('setting again replaces the value, its time and its weight', () => {
  const lru = createExpiringLru<string>({ maxWeight: 10, weigh: (_, value) => value.length });
  lru.set('a', 'xxxxxxxx', Infinity);
  lru.set('a', 'x', Infinity);
  lru.set('b', 'yyyyyyyyy', Infinity);
  expect([lru.get('a'), lru.get('b')]).toEqual(['x', 'yyyyyyyyy']);
});

test('what is heavier than everything together is not kept, and takes its predecessor along', () => {
  const lru = createExpiringLru<string>({ maxWeight: 3, weigh: (_, value) => value.length });
  lru.set('other', 'o', Infinity);
  lru.set('a', 'x', Infinity);
  lru.set('a', 'xxxx', Infinity);
  expect([lru.get('a'), lru.get('other')]).toEqual([undefined, 'o']);
});

test('whatever happens, what can be read is what was set last and never weighs more than allowed', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), weight: fc.nat(4), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lru = createExpiringLru<{ weight: number }>({ maxWeight: 6, weigh: (_, value) => value.weight });
      const last = new Map<string, { weight: number }>();
      for (const { key, weight, remove } of steps) {
        const value = { weight };
        if (remove) lru.delete(key);
        else lru.set(key, value, Infinity);
        if (remove) last.delete(key);
        else last.set(key, value);
      }
      const kept = ['a', 'b', 'c', 'd', 'e'].flatMap((key) => {
        const value = lru.get(key);
        return value ? [{ key, value }] : [];
      });
      expect(kept.every(({ key, value }) => value === last.get(key))).toBe(true);
      expect(kept.reduce((sum, { value }) => sum + value.weight, 0)).toBeLessThanOrEqual(6);
    }),
  );
});

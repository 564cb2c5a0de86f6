import { expect, it } from 'vitest';
import { ConnectionCaps } from './connection-caps.ts';

it('takes as many as there may be, for all and for each', () => {
  const caps = new ConnectionCaps({ max: 4, maxPerClient: 2 });
  const taken = ['a', 'a', 'a', 'b', 'c', 'd'].map((client) => caps.take(client));
  expect(taken.map((place) => (typeof place === 'string' ? place : 'taken'))).toEqual([
    'taken',
    'taken',
    'tooMany',
    'taken',
    'taken',
    'full',
  ]);
});

it('has a place again when one is given back, once', () => {
  const caps = new ConnectionCaps({ max: 2, maxPerClient: 1 });
  const giveBack = caps.take('a');
  caps.take('b');
  expect(caps.take('a')).toBe('full');
  if (typeof giveBack !== 'function') throw new Error('no place');
  giveBack();
  giveBack();
  expect(typeof caps.take('a')).toBe('function');
  expect(caps.take('c')).toBe('full');
});

it('counts nobody whom it does not know, except among all', () => {
  const caps = new ConnectionCaps({ max: 3, maxPerClient: 1 });
  expect([null, null, null, null].map((client) => typeof caps.take(client))).toEqual([
    'function',
    'function',
    'function',
    'string',
  ]);
});

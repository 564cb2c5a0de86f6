import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBatch } from './batch.ts';

test('what arrives during a run shares the next one', async () => {
  const runs: number[][] = [];
  const add = createBatch<number>(async (items) => {
    runs.push([...items]);
    await turn();
  });
  const first = add(1);
  await Promise.resolve().then(() => undefined);
  await Promise.all([first, add(2), add(3)]);
  await add(4);
  expect(runs).toEqual([[1], [2, 3], [4]]);
});

test('a failing run fails its own items only', async () => {
  const add = createBatch<string>(async ([item]) => {
    await turn();
    if (item === 'bad') throw new Error('no');
  });
  const bad = add('bad');
  await Promise.resolve().then(() => undefined);
  const good = add('good');
  await expect(bad).rejects.toThrow('no');
  await good;
});

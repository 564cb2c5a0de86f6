import { expect, test } from 'vitest';
import { mapIterator, onlyResponse } from './iterators.ts';

/** A source that yields what it is given and then waits for ever; it notes that it was freed. */
function source(values: readonly number[], then: 'waits' | 'breaks' | 'ends' = 'waits') {
  const state = { freed: 0, asked: 0 };
  const left = [...values];
  const iterator: AsyncIterableIterator<number> = {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      state.asked++;
      const value = left.shift();
      if (value !== undefined) return Promise.resolve({ done: false, value });
      if (then === 'breaks') return Promise.reject(new Error('broken'));
      return then === 'ends' ? Promise.resolve({ done: true, value: undefined }) : new Promise(() => undefined);
    },
    return() {
      state.freed++;
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { iterator, state };
}

const END = { done: true, value: undefined };
const double = (value: number): Promise<number | string> => Promise.resolve(value * 2);
const fail = (error: unknown): string => `failed: ${(error as Error).message}`;

test('maps each event in order, and ends with its source', async () => {
  const { iterator } = source([1, 2], 'ends');
  const mapped = mapIterator(Promise.resolve(iterator), double, fail);
  expect(await mapped.next()).toEqual({ done: false, value: 2 });
  expect(await mapped.next()).toEqual({ done: false, value: 4 });
  expect(await mapped.next()).toEqual(END);
  expect(await mapped.next()).toEqual(END);
});

test('return() ends a parked next() at once and frees the source', async () => {
  const { iterator, state } = source([]);
  const mapped = mapIterator(Promise.resolve(iterator), double, fail);
  const parked = mapped.next();
  await mapped.return?.();
  expect(await parked).toEqual(END);
  expect(state.freed).toBe(1);
  expect(await mapped.next()).toEqual(END);
  expect(state.asked).toBe(1);
});

test('return() frees a source that opens only later', async () => {
  const { iterator, state } = source([1]);
  let open: (source: AsyncIterable<number>) => void = () => undefined;
  const mapped = mapIterator(new Promise<AsyncIterable<number>>((resolve) => (open = resolve)), double, fail);
  const parked = mapped.next();
  await mapped.return?.();
  expect(await parked).toEqual(END);
  open(iterator);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(state.freed).toBe(1);
});

test('return() during map drops the value', async () => {
  const { iterator, state } = source([1]);
  let finish: (value: number) => void = () => undefined;
  const mapped = mapIterator(
    Promise.resolve(iterator),
    () => new Promise<number>((resolve) => (finish = resolve)),
    () => 0,
  );
  const parked = mapped.next();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await mapped.return?.();
  finish(1);
  expect(await parked).toEqual(END);
  expect(state.freed).toBe(1);
});

test('a source that breaks yields one last value', async () => {
  const { iterator, state } = source([1], 'breaks');
  const mapped = mapIterator(Promise.resolve(iterator), double, fail);
  await mapped.next();
  expect(await mapped.next()).toEqual({ done: false, value: 'failed: broken' });
  expect(await mapped.next()).toEqual(END);
  expect(state.freed).toBe(1);
});

test('so does a map that breaks, whose source is freed', async () => {
  const { iterator, state } = source([1]);
  const mapped = mapIterator<number, string>(Promise.resolve(iterator), () => Promise.reject(new Error('no')), fail);
  expect(await mapped.next()).toEqual({ done: false, value: 'failed: no' });
  expect(await mapped.next()).toEqual(END);
  expect(state.freed).toBe(1);
});

test('a source that cannot open says so at the first next(), and harms nobody who never asks', async () => {
  const broken = (): Promise<AsyncIterable<number>> => Promise.reject(new Error('closed'));
  mapIterator(broken(), double, fail);
  const mapped = mapIterator(broken(), double, fail);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await mapped.next()).toEqual({ done: false, value: 'failed: closed' });
  expect(await mapped.next()).toEqual(END);
});

test('onlyResponse yields once, or not at all after return()', async () => {
  const one = onlyResponse('x');
  expect([await one.next(), await one.next()]).toEqual([{ done: false, value: 'x' }, END]);
  const none = onlyResponse('x');
  await none.return?.();
  expect(await none.next()).toEqual(END);
});

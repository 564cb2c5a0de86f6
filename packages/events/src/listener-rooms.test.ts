import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { expect, test } from 'vitest';
import { createListenerRooms, type ListenerRooms } from './listener-rooms.ts';

const placesOf = (rooms: ListenerRooms, nowMs = 0) =>
  rooms.free(nowMs).find((room) => room.listener === 'catalog')?.places ?? 0;

test('each listener has places of its own', () => {
  const rooms = createListenerRooms(2);
  rooms.enter('catalog');
  expect(placesOf(rooms)).toBe(1);
  rooms.enter('catalog');
  expect(rooms.free(0).map((room) => room.listener)).toEqual(SUBGRAPH_NAMES.filter((name) => name !== 'catalog'));
  rooms.leave('catalog');
  expect(placesOf(rooms)).toBe(1);
});

test('out of reach: pauses double to two seconds with one place between them, until it answers', () => {
  const rooms = createListenerRooms(8);
  expect(rooms.unreachable('catalog', 0)).toBe(true);
  expect(rooms.unreachable('catalog', 5)).toBe(false);
  let now = 0;
  const pauses: number[] = [];
  for (let i = 0; i < 7; i++) {
    let pause = 0;
    while (placesOf(rooms, now + pause) === 0) pause += 100;
    expect(placesOf(rooms, now + pause)).toBe(1);
    pauses.push(pause);
    now += pause;
    expect(rooms.unreachable('catalog', now)).toBe(false);
  }
  expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  rooms.reached('catalog');
  expect(placesOf(rooms, now + 2_000)).toBe(8);
});

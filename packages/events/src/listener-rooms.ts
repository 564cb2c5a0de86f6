import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import type { Room } from './claim.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Room for deliveries, counted per listener, so that a slow one cannot use up the room of the others. A listener that is out of reach is
 * paused, then tried with one delivery at a time until one arrives. Times are milliseconds of any clock that only grows.
 */
export interface ListenerRooms {
  /** The listeners that may be delivered to, and how many more deliveries each may get. */
  free(nowMs: number): Room[];
  enter(listener: SubgraphName): void;
  leave(listener: SubgraphName): void;
  /** The listener answered, well or not. */
  reached(listener: SubgraphName): void;
  /** The listener could not be reached. True when that is news. */
  unreachable(listener: SubgraphName, nowMs: number): boolean;
}

export function createListenerRooms(placesEach: number): ListenerRooms {
  const rooms = new Map(SUBGRAPH_NAMES.map((name) => [name, { taken: 0, pauses: 0, pausedUntilMs: -Infinity }]));

  function roomOf(listener: SubgraphName) {
    const room = rooms.get(listener);
    if (!room) throw new Error(`There is no subgraph ${listener}.`);
    return room;
  }

  return {
    free(nowMs) {
      return [...rooms].flatMap(([listener, { taken, pauses, pausedUntilMs }]) => {
        const places = (pauses > 0 ? 1 : placesEach) - taken;
        return places > 0 && nowMs >= pausedUntilMs ? [{ listener, places }] : [];
      });
    },
    enter(listener) {
      roomOf(listener).taken += 1;
    },
    leave(listener) {
      roomOf(listener).taken -= 1;
    },
    reached(listener) {
      roomOf(listener).pauses = 0;
    },
    unreachable(listener, nowMs) {
      const room = roomOf(listener);
      // Of deliveries that fail together only the first lengthens the pause.
      if (nowMs < room.pausedUntilMs) return false;
      room.pausedUntilMs = nowMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** room.pauses);
      room.pauses += 1;
      return room.pauses === 1;
    },
  };
}

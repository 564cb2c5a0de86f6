import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 6 * 1024;
const MAX_TIME_MS = 2 ** 48 - 1;
const COUNTER_SIZE = 2 ** 26;

const pool = Buffer.alloc(POOL_BYTES);
let poolOffset = POOL_BYTES;

let clockMs = 0;
let currentMs = -1;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562). Its first 48 bits are the milliseconds of its making; 26 bits count within the millisecond, from a random start;
 * 48 bits are random.
 *
 * Within one process, ids made without `nowMs` only ever grow, even when the clock steps back. With `nowMs` (epoch milliseconds) the time is taken
 * as given, and ids made in a row for the same millisecond grow.
 * @throws RangeError when `nowMs` is not a whole number of milliseconds between 1970 and the year 10889.
 */
export function uuidV7(nowMs?: number): string {
  const timeMs = nowMs === undefined ? readClock() : nowMs;
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs > MAX_TIME_MS)
    throw new RangeError(`not a UUIDv7 time: ${timeMs}`);
  const random = takeRandomBytes();
  // The start leaves half of the counter's range: it cannot run out before 33 million ids in one millisecond.
  counter = timeMs === currentMs ? (counter + 1) % COUNTER_SIZE : pool.readUInt32BE(random) >>> 7;
  currentMs = timeMs;
  const time = timeMs.toString(16).padStart(12, '0');
  const counterHigh = (0x7000 | (counter >>> 14)).toString(16);
  const counterLow = (0x8000 | (counter & 0x3fff)).toString(16);
  const tail = pool.toString('hex', random + 4, random + 10);
  return `${time.slice(0, 8)}-${time.slice(8)}-${counterHigh}-${counterLow}-${tail}`;
}

function readClock(): number {
  clockMs = Math.max(clockMs, Date.now());
  return clockMs;
}

/** Reserves ten bytes of `pool` that were never used before and returns their offset: four for a counter's start, six for the tail. */
function takeRandomBytes(): number {
  if (poolOffset + 10 > POOL_BYTES) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  poolOffset += 10;
  return poolOffset - 10;
}

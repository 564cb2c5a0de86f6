import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a process holds. */
export interface Memory {
  /** Objects, and the buffers they hold outside V8's heap. */
  readonly usedBytes: number;
  readonly rssBytes: number;
}

setFlagsFromString('--expose-gc');
// The flag shows in new contexts only; it is V8's own function.
const collectGarbage = runInNewContext('gc') as () => void;

/** What this process holds after its garbage is collected. */
export function measureMemory(): Memory {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { usedBytes: heapUsed + external, rssBytes: rss };
}

import { pino, type DestinationStream } from 'pino';

/** How long a line may wait for others, in milliseconds: too short to be noticed. */
const GATHER_MS = 50;

/** How many bytes are written without waiting. */
const GATHER_BYTES = 8 * 1024;

/**
 * Standard output for log lines, which are written together: at a thousand requests a second, a system call for each line costs as much as writing it.
 * Fatal lines go at once with all before them, and the process's exit writes what is left; only a kill loses the last lines.
 */
export function createGatheringOutput(): DestinationStream & { flushSync(): void } {
  const output = pino.destination({ dest: 1, sync: false, minLength: GATHER_BYTES });
  let waiting: NodeJS.Timeout | undefined;
  function flush(): void {
    waiting = undefined;
    output.flush();
  }
  return {
    write(line) {
      output.write(line);
      waiting ??= setTimeout(flush, GATHER_MS).unref();
    },
    flushSync: () => output.flushSync(),
  };
}

import { pino, type DestinationStream } from 'pino';

/** How long a line may wait for others, in milliseconds: too short to be noticed. */
const GATHER_MS = 50;

/** How many characters are written without waiting. */
const GATHER_CHARACTERS = 60_000;
/** How many bytes are written at once: more, so that the destination waits for being told to. */
const WRITE_BYTES = 64 * 1024;

/**
 * Standard output for log lines, which are written together: at a thousand requests a second, handing on each line by itself costs as much as making it.
 * Fatal lines go at once with all before them, and the process's exit writes what is left; only a kill loses the last lines.
 */
export function createGatheringOutput(): DestinationStream & { flushSync(): void } {
  let gathered = '';
  let waiting: NodeJS.Timeout | undefined;
  function handOn(): void {
    if (gathered === '') return;
    const lines = gathered;
    gathered = '';
    output.write(lines);
  }
  function flush(): void {
    waiting = undefined;
    handOn();
    output.flush();
  }
  // Before the destination's own listeners, which write what they have been handed.
  process.on('beforeExit', handOn).on('exit', handOn);
  const output = pino.destination({ dest: 1, sync: false, minLength: WRITE_BYTES - 1, maxWrite: WRITE_BYTES });
  return {
    write(line) {
      gathered += line;
      if (gathered.length >= GATHER_CHARACTERS) handOn();
      waiting ??= setTimeout(flush, GATHER_MS).unref();
    },
    flushSync() {
      handOn();
      output.flushSync();
    },
  };
}

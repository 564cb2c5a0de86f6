import { pino, type DestinationStream } from 'pino';

/** How long a line may wait for others, in milliseconds: too short to be noticed. */
const GATHER_MS = 50;

/** How many characters are written without waiting. */
const GATHER_CHARACTERS = 60_000;
/** How many bytes are written at once: more, so that the destination waits for being told to. */
const WRITE_BYTES = 64 * 1024;

/** How much waits, in bytes, for a reader that does not read: what comes then is lost. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Standard output for log lines, which are written together: at a thousand requests a second, handing on each line by itself costs as much as making it.
 * Fatal lines go at once with all before them, and the process's exit writes what is left; only a kill loses the last lines.
 */
export function createGatheringOutput(): DestinationStream & { flushSync(): void } {
  let gathered = '';
  let waiting: NodeJS.Timeout | undefined;
  let isWriting = false;
  /** Whether more was handed on while it was writing, which it does not write by itself. */
  let isOwed = false;
  let lost = 0;

  function handOn(): void {
    if (gathered === '') return;
    const lines = gathered;
    gathered = '';
    output.write(lines);
  }
  function write(): void {
    isWriting = true;
    isOwed = false;
    output.flush();
  }
  function flush(): void {
    clearTimeout(waiting);
    waiting = undefined;
    handOn();
    if (isWriting) isOwed = true;
    else write();
  }

  // Before the destination's own listeners, which write what they have been handed.
  process.on('beforeExit', handOn).on('exit', handOn);
  const output = pino.destination({
    dest: 1,
    sync: false,
    minLength: WRITE_BYTES - 1,
    maxWrite: WRITE_BYTES,
    maxLength: MAX_WAITING_BYTES,
  });
  output.on('drop', (lines: string) => (lost += lines.split('\n').length - 1));
  output.on('drain', () => {
    if (lost > 0) process.stderr.write(`${lost} log lines were lost: standard output was not read.\n`);
    lost = 0;
    isWriting = false;
    if (isOwed) write();
  });
  return {
    write(line) {
      gathered += line;
      if (gathered.length >= GATHER_CHARACTERS) flush();
      else waiting ??= setTimeout(flush, GATHER_MS).unref();
    },
    flushSync() {
      handOn();
      output.flushSync();
    },
  };
}

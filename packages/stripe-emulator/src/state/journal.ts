import { OperatorError } from '@bazaar/runtime/operator-error';
import { open, rename, truncate, type FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** One change of one row; `row` is null when the row was deleted. */
export type Change = readonly [table: string, id: string, row: unknown];

/** The journal holds a damaged line that is followed by sound ones: no torn write explains that. */
export class JournalDamaged extends OperatorError {
  constructor(file: string, line: number) {
    super(`The journal ${file} is damaged at line ${line}. Restore a copy of it, or move it away to start empty.`);
  }
}

/** An append-only file of transactions: one line each, led by its checksum. */
export interface Journal {
  /** Appends one transaction. It is on the disk when the promise of a later `flushed()` resolves. */
  append(changes: readonly Change[]): void;
  /** Resolves when everything appended so far is on the disk; rejects when it could not be written. */
  flushed(): Promise<void>;
  /** Bytes in the file, those still being written included. */
  readonly sizeBytes: number;
  /** Replaces the file by one that holds only `changes`, atomically: a kill leaves the old file or the new one. */
  rewrite(changes: Iterable<Change>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens `file`, creating it when missing, and hands every transaction in it to `replay` in order.
 * A torn end, which a kill or a power cut in the middle of a write leaves, was never acknowledged and is cut off.
 * @throws JournalDamaged
 */
export async function openJournal(file: string, replay: (changes: readonly Change[]) => void): Promise<Journal> {
  const soundBytes = await readJournal(file, replay);
  let handle = await open(file, 'a', 0o600);
  await syncDirectory(dirname(file));
  let sizeBytes = soundBytes;
  let queued: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let scheduled: Promise<void> | undefined;
  let broken: unknown;

  /** Writes all that was queued meanwhile with one write and one sync. */
  async function writeQueued(): Promise<void> {
    scheduled = undefined;
    const lines = queued.join('');
    queued = [];
    if (broken) throw new Error('the journal could not be written', { cause: broken });
    try {
      await handle.appendFile(lines);
      await handle.datasync();
    } catch (error) {
      broken = error; // what stands on the disk is unknown: acknowledge nothing more
      throw error;
    }
  }

  function flushed(): Promise<void> {
    if (queued.length === 0) return writing;
    if (!scheduled) {
      scheduled = writing.then(writeQueued);
      writing = scheduled;
      writing.catch(() => undefined); // whoever awaits `flushed()` hears of it
    }
    return scheduled;
  }

  return {
    append(changes) {
      const line = toLine(changes);
      sizeBytes += Buffer.byteLength(line);
      queued.push(line);
    },
    flushed,
    get sizeBytes() {
      return sizeBytes;
    },
    rewrite(changes) {
      // The rows are read when every earlier write has ended, and what is queued then is among them:
      // lines queued later are written to the new file, and whoever waits for the earlier ones waits for the rename.
      writing = writing.then(async () => {
        const next = `${file}.next`;
        const chunks = toChunks(changes);
        queued = [];
        sizeBytes = chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0);
        try {
          const replacement = await open(next, 'w', 0o600);
          for (const chunk of chunks) await replacement.appendFile(chunk);
          await replacement.datasync();
          await replacement.close();
          await rename(next, file);
          await syncDirectory(dirname(file));
          await handle.close();
          handle = await open(file, 'a', 0o600);
        } catch (error) {
          broken = error;
          throw error;
        }
      });
      writing.catch(() => undefined); // whoever awaits it, or a later `flushed()`, hears of it
      return writing;
    },
    async close() {
      try {
        await flushed();
      } finally {
        await handle.close();
      }
    },
  };
}

function toLine(changes: readonly Change[]): string {
  const json = JSON.stringify(changes);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

/** The lines of `changes` in strings of about a megabyte: one string could exceed the longest that JavaScript allows. */
function toChunks(changes: Iterable<Change>): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const change of changes) {
    chunk += toLine([change]);
    if (chunk.length > 1 << 20) {
      chunks.push(chunk);
      chunk = '';
    }
  }
  if (chunk) chunks.push(chunk);
  return chunks;
}

function fromLine(line: string): readonly Change[] | null {
  const json = line.slice(9);
  if (crc32(json).toString(16).padStart(8, '0') !== line.slice(0, 8)) return null;
  return JSON.parse(json) as readonly Change[]; // the checksum proves that `toLine` wrote it
}

async function readJournal(file: string, replay: (changes: readonly Change[]) => void): Promise<number> {
  let soundBytes = 0;
  let lineNumber = 0;
  let damagedLine = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, start)) {
        lineNumber += 1;
        const changes = fromLine(rest.toString('utf8', start, end));
        if (changes && damagedLine) throw new JournalDamaged(file, damagedLine);
        if (changes) {
          replay(changes);
          soundBytes += end + 1 - start;
        } else damagedLine ||= lineNumber;
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
  } catch (error) {
    if (isNodeError(error) && error.code === 'ENOENT') return 0;
    throw error;
  }
  if (rest.length > 0 || damagedLine) await truncate(file, soundBytes);
  return soundBytes;
}

/** Makes a created or renamed entry of `directory` survive a power cut. Windows cannot open directories and does without. */
async function syncDirectory(directory: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(directory, 'r');
  } catch (error) {
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

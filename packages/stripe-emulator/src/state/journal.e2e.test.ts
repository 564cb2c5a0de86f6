import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileInUse, lockFile } from './file-lock.ts';
import { JournalDamaged, openJournal, type Change } from './journal.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
  file = join(directory, 'state.journal');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function replayed(): Promise<(readonly Change[])[]> {
  const transactions: (readonly Change[])[] = [];
  const journal = await openJournal(file, (changes) => transactions.push(changes));
  await journal.close();
  return transactions;
}

async function write(...transactions: Change[][]): Promise<void> {
  const journal = await openJournal(file, () => undefined);
  for (const changes of transactions) journal.append(changes);
  await journal.close();
}

const ONE: Change[] = [
  ['charges', 'ch_1', { id: 'ch_1', note: 'line\nbreak — é' }],
  ['charges', 'ch_2', null],
];
const TWO: Change[] = [['charges', 'ch_3', { id: 'ch_3' }]];

describe('the journal', () => {
  it('replays its transactions in order', async () => {
    await write(ONE, TWO);
    expect(await replayed()).toEqual([ONE, TWO]);
  });

  it('cuts off a torn end at every byte, and goes on from there', async () => {
    await write(ONE);
    const sound = await readFile(file);
    await write(TWO);
    const whole = await readFile(file);
    for (let length = sound.length + 1; length < whole.length; length += 1) {
      await writeFile(file, whole.subarray(0, length));
      expect(await replayed()).toEqual([ONE]);
      await write(TWO);
      expect(await replayed()).toEqual([ONE, TWO]);
    }
  });

  it('cuts off garbage at its end', async () => {
    await write(ONE);
    await appendFile(file, '00000000 [["charges","ch_9",{}]]\n\0\0\0\0');
    expect(await replayed()).toEqual([ONE]);
  });

  it('refuses damage in its middle instead of losing what follows', async () => {
    await write(ONE, TWO);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('ch_1', 'ch_X'));
    await expect(replayed()).rejects.toThrow(JournalDamaged);
  });

  it('keeps what is appended before, during and after a rewrite', async () => {
    const journal = await openJournal(file, () => undefined);
    const state = new Map<string, number>();
    const put = (id: string, value: number) => {
      state.set(id, value);
      journal.append([['numbers', id, { id, value }]]);
      return journal.flushed();
    };
    const flushes: Promise<void>[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (let value = 0; value < 40; value += 1) flushes.push(put(`n${value % 7}`, round * 100 + value));
      const everything = function* (): Iterable<Change> {
        for (const [id, value] of state) yield ['numbers', id, { id, value }];
      };
      const rewriting = journal.rewrite(everything());
      for (let value = 0; value < 40; value += 1) flushes.push(put(`m${value % 5}`, round * 100 + value));
      await new Promise((resolve) => setTimeout(resolve, 1));
      flushes.push(put('late', round), rewriting);
    }
    await Promise.all(flushes);
    await journal.close();
    const kept = new Map<string, unknown>();
    for (const changes of await replayed()) for (const [, id, row] of changes) kept.set(id, row);
    expect(kept).toEqual(new Map([...state].map(([id, value]) => [id, { id, value }])));
  });

  it('grows with what changes, and shrinks to what is when it is rewritten', async () => {
    const journal = await openJournal(file, () => undefined);
    for (let value = 0; value < 100; value += 1) journal.append([['numbers', 'n', { value }]]);
    await journal.flushed();
    const before = journal.sizeBytes;
    await journal.rewrite([['numbers', 'n', { value: 99 }]]);
    expect(journal.sizeBytes).toBeLessThan(before / 50);
    expect((await readFile(file)).length).toBe(journal.sizeBytes);
    await journal.close();
  });
});

describe('the lock', () => {
  it('lets one in, and the next when it is given back', () => {
    const unlock = lockFile(file);
    expect(() => lockFile(file)).toThrow(FileInUse);
    unlock();
    lockFile(file)();
  });

  it('is taken over from a process that is gone, even when its number is in use again', async () => {
    await writeFile(`${file}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, started: 'then', token: 'a' }));
    lockFile(file)();
    await writeFile(`${file}.lock`, JSON.stringify({ pid: process.pid, started: 'another boot', token: 'b' }));
    lockFile(file)();
    await writeFile(`${file}.lock`, '');
    lockFile(file)();
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { createLook } from './watch-supergraph.ts';

async function watched() {
  const directory = await mkdtemp(join(tmpdir(), 'watch-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'supergraph.graphql');
  await writeFile(path, 'first');
  const swaps: string[] = [];
  const { log, lines } = collectLog();
  const look = createLook({ path, loaded: 'first', swap: (sdl) => void swaps.push(sdl), log });
  return { path, look, swaps, lines };
}

test('a file that changed before it was looked at first is swapped', async () => {
  const { path, look, swaps } = await watched();
  await writeFile(path, 'second');
  await look();
  await look();
  expect(swaps).toEqual(['second']);
});

test('a file in the making is left alone until it is whole', async () => {
  const { path, look, swaps, lines } = await watched();
  await look();
  await look();
  for (const part of ['', 'sec', 'second', 'second, whole']) {
    await writeFile(path, part);
    await look();
  }
  expect(swaps).toEqual([]);
  await look();
  await look();
  expect(swaps).toEqual(['second, whole']);
  expect(lines).toHaveLength(1);
});

test('a file that is away while it is replaced is not told of, one that stays away is, once', async () => {
  const { path, look, swaps, lines } = await watched();
  await look();
  await rm(path);
  await look();
  await writeFile(path, 'second');
  await look();
  await look();
  expect(swaps).toEqual(['second']);
  await rm(path);
  for (let looks = 0; looks < 4; looks += 1) await look();
  expect(lines.map(({ msg }) => msg)).toEqual([
    'the supergraph was swapped',
    'the supergraph cannot be read; the old one keeps serving',
  ]);
});

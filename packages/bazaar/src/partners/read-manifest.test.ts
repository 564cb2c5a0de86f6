import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

let file: string;
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'bazaar-manifest-')), 'm.json');
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

test.each([
  ['no JSON', 'query A { a }', 'cannot be read as JSON.'],
  ['no operation', '{}', 'has no operation.'],
  ['another version', '{ "format": "apollo-persisted-query-manifest", "version": 2 }', 'is no manifest:'],
  ['two texts for one id', '{ "a": "{ a }", "sha256:a": "{ b }" }', 'has two texts for "sha256:a"'],
])('a file with %s is told of by its name', async (_, content, message) => {
  await writeFile(file, content);
  await expect(readManifest(file)).rejects.toThrow(`${file} ${message}`);
  await expect(readManifest(file)).rejects.toBeInstanceOf(OperatorError);
});

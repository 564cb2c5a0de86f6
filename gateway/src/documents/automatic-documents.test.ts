import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { expect, test } from 'vitest';
import { createAutomaticDocuments } from './automatic-documents.ts';

test('of long texts fewer are kept in the process; the cache has the rest', async () => {
  const { cache } = createInProcessEphemeral();
  const asked: string[] = [];
  const documents = createAutomaticDocuments({ ...cache, get: (key) => (asked.push(key), cache.get(key)) });
  for (let number = 0; number < 21; number++) await documents.register(String(number), 'x'.repeat(100_000));
  await documents.find('20');
  expect(asked).toEqual([]);
  expect(await documents.find('0')).toHaveLength(100_000);
  expect(asked).toEqual(['document:0']);
});

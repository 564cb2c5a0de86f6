import { createLogger } from '@bazaar/runtime/log';
import { expect, it } from 'vitest';
import type { Client } from '../engine/request-scope.ts';
import { limitPreparation, preparationSettings } from '../guards/limit-preparation.ts';
import { createFindDocument } from './find-document.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

const STRANGER: Client = { caller: null, clientAddress: '192.0.2.1' };
const REGISTERED = '{ registered }';

/** Documents of which one stands there as it is; all other texts have to be read, at 600 ms each. */
function start() {
  let nowMs = 0;
  let workedMs = 0;
  let reads = 0;
  const trusted: TrustedDocuments = {
    find: () => undefined,
    includes(text, normalise) {
      if (text === REGISTERED) return true;
      reads += 1;
      return normalise(text) === REGISTERED;
    },
  };
  const find = createFindDocument({
    mode: 'safelist',
    trusted,
    automatic: { find: () => Promise.resolve(undefined), register: () => Promise.resolve() },
    registrars: 'nobody',
    limits: { characters: 100 },
    preparation: limitPreparation({
      settings: preparationSettings.parse({ anonymousMs: 600 }),
      workMs: () => (workedMs += 600),
      now: () => nowMs,
    }),
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  const ask = async (query: string) => {
    const found = await find({ query }, { client: STRANGER, requestId: 'r' });
    return 'refused' in found ? found.refused[0]?.extensions['code'] : 'found';
  };
  return { ask, reads: () => reads, pass: (ms: number) => (nowMs += ms) };
}

it('a text that is longer than documents may be is not read', async () => {
  const { ask, reads } = start();
  expect(await ask(`{ ${'x'.repeat(100)} }`)).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(reads()).toBe(0);
});

it('to read texts that may be registered is their client’s work, and those that stand there cost none', async () => {
  const { ask, pass } = start();
  const codes = [];
  for (const name of ['a', 'b', 'c']) codes.push(await ask(`{${name}}`));
  expect(codes).toEqual(['DOCUMENT_NOT_REGISTERED', 'DOCUMENT_NOT_REGISTERED', 'RATE_LIMITED']);
  expect(await ask(REGISTERED)).toBe('found');
  pass(60_000);
  expect(await ask('{d}')).toBe('DOCUMENT_NOT_REGISTERED');
});

import { describe, test } from 'vitest';
import { readGeneratorConfig } from './testing/generator/config.ts';
import { COMPILED, EXECUTORS } from './testing/executors.ts';
import { bank } from './testing/fixtures/bank.ts';
import { critics } from './testing/fixtures/critics.ts';
import { media } from './testing/fixtures/media.ts';
import { shop } from './testing/fixtures/shop.ts';
import { createProver, type Subject } from './testing/generator/prover.ts';

const MEDIA_IDS = ['b1', 'b2', 'f1', 'f2', 'h1', 'h3', 'nobody'];
const SUBJECTS: readonly Subject[] = [
  { parts: shop, kind: 'query', ids: ['1', '2', '3', '4', '9'] },
  { parts: media, kind: 'query', ids: MEDIA_IDS },
  { parts: critics, kind: 'query', ids: MEDIA_IDS },
  { parts: bank, kind: 'query', ids: ['1', '2', '9'] },
  { parts: bank, kind: 'mutation', ids: ['1', '2', '9'] },
];

const PAIRS = Object.keys(EXECUTORS).flatMap((executor) =>
  SUBJECTS.map((subject) => ({ executor, subject, title: `${executor}: ${subject.parts.name}, ${subject.kind}` })),
);

// The longer runs that the environment may ask for take their time.
const TIMEOUT_MS = 20_000 + readGeneratorConfig().runs * 200;

describe.each(PAIRS)('$title', ({ executor, subject }) => {
  const prover = createProver(executor, subject);

  test('data and explained nulls are a monolith’s, while fields break', prover.followsMonolith, TIMEOUT_MS);

  test('the answer is sound, whatever subgraphs answer', prover.staysSound, TIMEOUT_MS);
});

describe.each(PAIRS.filter(({ executor }) => executor === COMPILED))('$title', ({ executor, subject }) => {
  const prover = createProver(executor, subject);

  test('data is the stock executor’s, when subgraphs lapse or are lost', prover.followsStock, TIMEOUT_MS);
});

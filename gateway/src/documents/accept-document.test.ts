import { Supergraph } from '@apollo/federation-internals';
import { expect, it } from 'vitest';
import { shop } from '../engine/conformance/testing/fixtures/shop.ts';
import { composeFixture } from '../engine/conformance/testing/supergraph/fixture.ts';
import type { Client } from '../engine/request-scope.ts';
import { openSupergraph } from '../engine/supergraph.ts';
import { limitPreparation, preparationSettings } from '../guards/limit-preparation.ts';
import { limitSettings } from '../guards/limits/limit-settings.ts';
import { createAcceptDocument, type AcceptDocumentOptions, type RememberedFor } from './accept-document.ts';

const { supergraphSdl } = composeFixture(shop);
const supergraph = openSupergraph(supergraphSdl, Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
const STRANGER: Client = { caller: null, clientAddress: '192.0.2.1' };

function start(options: Partial<AcceptDocumentOptions> = {}) {
  let found: 'hit' | 'miss' | undefined;
  const accept = createAcceptDocument({
    supergraph: () => supergraph,
    limits: limitSettings.parse({}),
    introspection: false,
    production: true,
    lookedUp: (now) => (found = now),
    ...options,
  });
  const ask = (query: string, rememberedFor: RememberedFor, preparedFor?: Client, operationName?: string) => {
    const accepted = accept({ query, rememberedFor, preparedFor, operationName });
    return [found, 'refused' in accepted ? accepted.refused[0]?.extensions['code'] : 'accepted'];
  };
  return ask;
}
const textOf = (number: number) => `query Q${number} { product(id: 1) { name } }`;

it('what strangers send pushes out the oldest of theirs, and nothing of anybody else’s', () => {
  const ask = start();
  const others = ['registered', 'signedIn', 'partner'] as const;
  for (const kind of others) ask(textOf(0), kind);
  for (let number = 0; number <= 2_000; number += 1) ask(textOf(number), 'anonymous');
  for (const kind of others) expect([kind, ask(textOf(0), kind)]).toEqual([kind, ['hit', 'accepted']]);
  expect(ask(textOf(1), 'anonymous')).toEqual(['hit', 'accepted']);
  expect(ask(textOf(0), 'anonymous')).toEqual(['miss', 'accepted']);
});

it('long texts take the place of several', () => {
  const ask = start();
  const long = (number: number): string => `# ${'x'.repeat(90_000)}\n${textOf(number)}`;
  for (let number = 0; number < 44; number += 1) ask(long(number), 'anonymous');
  expect(ask(long(0), 'anonymous')).toEqual(['miss', 'accepted']);
  expect(ask(long(43), 'anonymous')).toEqual(['hit', 'accepted']);
});

it('texts of several operations take the place of as many', () => {
  const ask = start();
  const many = (number: number): string =>
    Array.from({ length: 100 }, (_, at) => `query Q${number}x${at} { __typename }`).join(' ');
  for (let number = 0; number <= 20; number += 1) ask(many(number), 'anonymous');
  expect(ask(many(1), 'anonymous', undefined, 'Q1x99')).toEqual(['hit', 'accepted']);
  expect(ask(many(0), 'anonymous', undefined, 'Q0x99')).toEqual(['miss', 'accepted']);
  expect(ask(`${many(0)} query More { __typename }`, 'anonymous', undefined, 'More')).toEqual([
    'miss',
    'GRAPHQL_VALIDATION_FAILED',
  ]);
});

it('neither reads nor remembers a text beyond the limit, and does not remember refusals of long ones', () => {
  const ask = start();
  const padded = (characters: number): string => `# ${'x'.repeat(characters)}\n{ nothing }`;
  for (const query of [padded(100_001), padded(100_001)])
    expect(ask(query, 'anonymous')).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
  for (const query of [padded(20_000), padded(20_000)])
    expect(ask(query, 'anonymous')).toEqual(['miss', 'GRAPHQL_VALIDATION_FAILED']);
});

it('remembers what it refused, too', () => {
  const ask = start();
  expect(ask('{ nothing }', 'anonymous')).toEqual(['miss', 'GRAPHQL_VALIDATION_FAILED']);
  expect(ask('{ nothing }', 'anonymous')).toEqual(['hit', 'GRAPHQL_VALIDATION_FAILED']);
});

it('a client that has used up its time gets nothing new prepared, and what is known as ever', () => {
  const clock = { now: 0, work: 0 };
  const preparation = limitPreparation({
    settings: preparationSettings.parse({ anonymousMs: 600, burstMs: 10 }),
    workMs: () => (clock.work += 6),
    now: () => clock.now,
  });
  const ask = start({ preparation });
  expect(ask(textOf(1), 'anonymous', STRANGER)).toEqual(['miss', 'accepted']);
  expect(ask('{ wrong', 'anonymous', STRANGER)).toEqual(['miss', 'GRAPHQL_PARSE_FAILED']);
  expect(ask(textOf(2), 'anonymous', STRANGER)).toEqual(['miss', 'RATE_LIMITED']);
  expect(ask(textOf(1), 'anonymous', STRANGER)).toEqual(['hit', 'accepted']);
  expect(ask(textOf(2), 'anonymous', { ...STRANGER, clientAddress: '192.0.2.2' })).toEqual(['miss', 'accepted']);
  clock.now += 1_000;
  expect(ask(textOf(3), 'anonymous', STRANGER)).toEqual(['miss', 'accepted']);
});

it('what was registered is prepared for everybody', () => {
  const settings = preparationSettings.parse({ anonymousMs: 1, burstMs: 1 });
  let work = 0;
  const ask = start({ preparation: limitPreparation({ settings, workMs: () => (work += 1_000), now: () => 0 }) });
  for (let number = 0; number < 10; number += 1)
    expect(ask(textOf(number), 'registered')).toEqual(['miss', 'accepted']);
});

it('operations of a kind that the schema does not have are refused, whatever is in them', () => {
  const ask = start();
  const texts = [
    'subscription { nothing }',
    'subscription { __typename }',
    'query A { __typename } subscription B { x }',
  ];
  for (const text of texts) expect([text, ask(text, 'anonymous')[1]]).toEqual([text, 'GRAPHQL_VALIDATION_FAILED']);
});

it('no name that a client makes up makes work, or pushes out what is remembered', () => {
  const ask = start();
  expect(ask(textOf(0), 'registered')).toEqual(['miss', 'accepted']);
  expect(ask(textOf(1), 'registered')).toEqual(['miss', 'accepted']);
  for (let number = 0; number <= 2_000; number += 1)
    expect(ask(textOf(1), 'registered', undefined, `Made${number}`)).toEqual(['hit', 'OPERATION_RESOLUTION_FAILURE']);
  expect(ask(textOf(0), 'registered')).toEqual(['hit', 'accepted']);
});

it.each<[string, string, string, string | undefined]>([
  ['an empty name', textOf(1), '', undefined],
  ['a name that is not there', textOf(1), 'Nope', undefined],
  ['a name that goes on as the text begins', 'query A\n{ product(id: 1) { name } }', 'A\nquery A', 'A'],
])('what one is refused with %s spoils the text for nobody', (_, text, name, usual) => {
  const ask = start();
  // The rest of a text whose beginning stands in the name, and the text itself.
  for (const sent of [text, text.slice(text.indexOf('\n') + 1)]) ask(sent, 'anonymous', STRANGER, name);
  expect(ask(text, 'anonymous', STRANGER, usual)).toEqual(['hit', 'accepted']);
  expect(ask(text, 'anonymous', STRANGER)).toEqual(['hit', 'accepted']);
});

it('of a text with several operations each is the same one whenever it is asked for', () => {
  const accept = createAcceptDocument({
    supergraph: () => supergraph,
    limits: limitSettings.parse({}),
    introspection: false,
    production: true,
  });
  const query = 'query A { product(id: 1) { name } } query B { product(id: 2) { name } }';
  const named = (operationName?: string) => accept({ query, operationName, rememberedFor: 'anonymous' });
  expect(named('A')).toBe(named('A'));
  expect(named('B')).toMatchObject({ operation: { name: { value: 'B' } } });
  expect(named('A')).not.toBe(named('B'));
  for (const none of ['', undefined, 'C'])
    expect(named(none)).toMatchObject({ refused: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
});

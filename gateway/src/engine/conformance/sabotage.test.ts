import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Answer, Fetch, MakeExecutor } from './executor-under-test.ts';
import { composeFixture } from './testing/supergraph/fixture.ts';
import { shop } from './testing/fixtures/shop.ts';
import { createStage, stageOf, type Circumstances } from './testing/stage.ts';
import { plannersFlaws } from './testing/claims/planners-flaws.ts';
import { STOCK } from './testing/executors.ts';
import { makeStockExecutor, makeVerbatimExecutor } from './testing/engine-executors.ts';
import { checkSoundness, compareWithMonolith, compareWithStock, type Trial } from './testing/generator/trials.ts';

// The suite itself: each of these executors is wrong in one way, and is caught.

interface Sabotage {
  /** Changes what the executor answers. */
  readonly ofAnswers: (answer: Answer) => Answer;
  /** Changes what it sends to subgraphs, or what it makes of their answers. */
  readonly ofFetches: (fetch: Fetch) => Fetch;
}

const NONE: Sabotage = { ofAnswers: (answer) => answer, ofFetches: (fetch) => fetch };
const answering = (ofAnswers: Sabotage['ofAnswers']): Sabotage => ({ ...NONE, ofAnswers });
const fetching = (ofFetches: Sabotage['ofFetches']): Sabotage => ({ ...NONE, ofFetches });

let sabotage = NONE;

const makeSaboteur: MakeExecutor = (supergraphSdl, sources) => {
  const tapped = Object.entries(sources).map(([name, fetch]): [string, Fetch] => [
    name,
    (request) => sabotage.ofFetches(fetch)(request),
  ]);
  const stock = makeStockExecutor(supergraphSdl, Object.fromEntries(tapped));
  return { execute: async (operation) => sabotage.ofAnswers(await stock.execute(operation)) };
};

const stage = createStage(composeFixture(shop), { [STOCK]: makeStockExecutor, saboteur: makeSaboteur });

/** What the trial finds wrong with the stock executor under sabotage. */
async function judge(
  how: Sabotage,
  trial: Trial,
  query: string,
  circumstances: Circumstances = {},
): Promise<readonly string[]> {
  sabotage = how;
  const failure = await trial(stage, 'saboteur', { document: parse(query), variables: {} }, circumstances);
  return failure?.differences ?? [];
}

const QUERY = '{ products { name stars inStock } }';

test('an executor that is right passes all trials', async () => {
  expect(await judge(NONE, compareWithMonolith, QUERY)).toEqual([]);
  expect(await judge(NONE, compareWithStock, QUERY, { outages: { reviews: 'down' } })).toEqual([]);
  expect(await judge(NONE, checkSoundness, QUERY)).toEqual([]);
});

test('a value that is lost', async () => {
  const lossy = answering(({ data, ...rest }) => ({
    ...rest,
    data: JSON.parse(JSON.stringify(data).replace('4.5', 'null')),
  }));
  expect(await judge(lossy, compareWithMonolith, QUERY)).toEqual([expect.stringContaining('instead of')]);
  expect(await judge(lossy, compareWithStock, QUERY)).toEqual([expect.stringContaining('instead of')]);
});

test('keys in another order', async () => {
  const shuffling = answering(({ data, ...rest }) => ({
    ...rest,
    data: Object.fromEntries(Object.entries(data ?? {}).reverse()),
  }));
  const query = '{ version me { username } }';
  expect(await judge(shuffling, compareWithMonolith, query)).toEqual([
    'data has me,version instead of version,me',
    expect.stringContaining('instead of'),
  ]);
  expect(await judge(shuffling, checkSoundness, query)).toEqual(['data has me,version instead of version,me']);
});

test('an error that is swallowed', async () => {
  const silent = answering(({ data }) => ({ data }));
  const faults = { 'p2.stars': 'throws' as const };
  expect(await judge(silent, compareWithMonolith, QUERY, { faults })).toEqual(['lacks the error at products.1.stars']);
});

test('an error that is put beside its entity', async () => {
  const misplacing = answering(({ data, errors = [] }) => ({
    data,
    errors: errors.map((error) => ({ ...error, path: ['products', 2, 'stars'] })),
  }));
  expect(await judge(misplacing, compareWithMonolith, QUERY, { faults: { 'p2.stars': 'throws' } })).toContain(
    'lacks the error at products.1.stars',
  );
});

test('an error with another message or code', async () => {
  const rewording = answering(({ data, errors = [] }) => ({
    data,
    errors: errors.map(({ message, path }) => ({ message, path })),
  }));
  expect(await judge(rewording, compareWithMonolith, QUERY, { faults: { 'p2.stars': 'throws' } })).toEqual([
    'explains products.1.stars by p2.stars is broken [], not p2.stars is broken [BROKEN]',
  ]);
});

test('entities that are answered in another order', async () => {
  const crossing = fetching((fetch) => async (request) => {
    const answer = await fetch(request);
    const entities = answer.data?.['_entities'];
    return Array.isArray(entities) ? { ...answer, data: { _entities: entities.toReversed() } } : answer;
  });
  expect(await judge(crossing, compareWithMonolith, QUERY)).toEqual([expect.stringContaining('instead of')]);
});

test('representations with more than a key', async () => {
  const chatty = fetching((fetch) => (request) => {
    const { representations } = request.variables;
    const more = (one: object) => ({ ...one, name: 'Lamp' });
    return fetch(
      Array.isArray(representations)
        ? { ...request, variables: { representations: representations.map(more) } }
        : request,
    );
  });
  expect(await judge(chatty, compareWithMonolith, QUERY)).toContain('reviews: a representation has Product.name');
});

test('variables that the query does not declare', async () => {
  const stuffing = fetching(
    (fetch) => (request) => fetch({ ...request, variables: { ...request.variables, stray: 1 } }),
  );
  expect(await judge(stuffing, compareWithMonolith, QUERY)).toContain('products: $stray is not declared');
});

test('a document that is not the query’s', async () => {
  const mixing = fetching((fetch) => (request) => fetch({ ...request, document: parse('{ version }') }));
  expect(await judge(mixing, compareWithMonolith, QUERY)).toContainEqual(
    expect.stringContaining('the document is not that of'),
  );
});

test('a null where none may be, and no data without an error', async () => {
  const nulling = answering(({ data }) => ({ data: { ...data, products: [null] } }));
  expect(await judge(nulling, checkSoundness, QUERY)).toEqual(['data.products.0 is null']);
  expect(
    await judge(
      answering(() => ({ data: null })),
      checkSoundness,
      QUERY,
    ),
  ).toEqual(['there is neither data nor an error']);
});

test('keys that nobody asked for, and keys that are missing', async () => {
  const leaking = answering(({ data }) => ({
    data: JSON.parse(JSON.stringify(data).replace('"name"', '"sku":"x","name"')),
  }));
  expect(await judge(leaking, checkSoundness, QUERY)).toEqual([
    'data.products.0 has sku,name,stars,inStock instead of name,stars,inStock',
  ]);
  const dropping = answering(({ data }) => ({ data: JSON.parse(JSON.stringify(data).replace('"stars":4.5,', '')) }));
  expect(await judge(dropping, checkSoundness, QUERY)).toEqual([
    'data.products.0 has name,inStock instead of name,stars,inStock',
  ]);
});

test('an executor that loses what is left when a subgraph is down', async () => {
  const giving = answering(({ data, errors }) => ({ data: errors ? null : data, errors }));
  expect(await judge(giving, compareWithStock, QUERY, { outages: { reviews: 'down' } })).toEqual([
    expect.stringContaining('answers null'),
  ]);
});

test('a key of the executor’s own that shows', async () => {
  const showing = answering(({ data, ...rest }) => ({
    ...rest,
    data: JSON.parse(JSON.stringify(data).replaceAll('"id":', '"_0":')),
  }));
  expect(await judge(showing, compareWithMonolith, '{ product(id: 1) { id: name stars } }')).toContain(
    'data.product has _0,stars instead of id,stars',
  );
});

describe('an executor that plans the client’s own words', () => {
  const flaws = plannersFlaws.flatMap(({ fixture, claims }) =>
    Object.entries(claims).map(([title, claim]) => ({ title, fixture, claim })),
  );

  test.each(flaws)('$title', async ({ fixture, claim }) => {
    const { query, variables = {} } = typeof claim === 'string' ? { query: claim } : claim;
    const makers = { [STOCK]: makeStockExecutor, verbatim: makeVerbatimExecutor };
    const verbatim = createStage(stageOf(fixture).fixture, makers);
    expect(await compareWithMonolith(verbatim, 'verbatim', { document: parse(query), variables }, {})).not.toBeNull();
  });
});

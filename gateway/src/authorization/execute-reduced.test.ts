import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { critics } from '../engine/conformance/testing/fixtures/critics.ts';
import { media } from '../engine/conformance/testing/fixtures/media.ts';
import { bank } from '../engine/conformance/testing/fixtures/bank.ts';
import { shop } from '../engine/conformance/testing/fixtures/shop.ts';
import { createAuthorizedStage } from './testing/authorized-stage.ts';
import type { RuleSketch } from './testing/rule-sketch.ts';

const NOBODY = { isSignedIn: false, scopes: [], policies: [] };
const stages = {
  bank: createAuthorizedStage(bank),
  shop: createAuthorizedStage(shop),
  critics: createAuthorizedStage(critics),
  media: createAuthorizedStage(media),
};

/** Plays an operation of nobody where these fields want somebody. */
async function perform(fixture: keyof typeof stages, coordinates: readonly string[], text: string) {
  const { stage, enter } = stages[fixture];
  enter({
    rules: coordinates.map((coordinate): RuleSketch => ({ coordinate, kind: 'authenticated', groups: [] })),
    caller: NOBODY,
  });
  const { answer, fetches } = await stage.perform('authorized', { document: parse(text), variables: {} });
  return { ...answer, fetches: fetches.map(({ query }) => query) };
}

const denied = (...path: string[]) => ({ path, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } });

describe('mutations', () => {
  test('a denied one is null and not executed; its neighbours are, in their order', async () => {
    const { data, errors, fetches } = await perform(
      'bank',
      ['Mutation.deposit', 'Account.owner'],
      'mutation { a: count b: deposit(input: { account: "1" }) { step } c: close(id: "1") { step owner } d: count }',
    );
    // Both counts and the closing took a number: 1, 2, 3.
    expect(data).toEqual({ a: 1, b: null, c: { step: 2, owner: null }, d: 3 });
    expect(errors).toMatchObject([denied('b'), denied('c', 'owner')]);
    expect(fetches.join()).not.toMatch(/deposit|owner/);
  });

  test('one whose result may not be seen is executed all the same', async () => {
    const { data, errors } = await perform(
      'bank',
      ['Account.step'],
      'mutation { deposit(input: { account: "1" }) { step } count }',
    );
    expect(data).toEqual({ deposit: { step: null }, count: 2 });
    expect(errors).toMatchObject([denied('deposit', 'step')]);
  });

  test('a denied non-null one takes the whole answer along', async () => {
    expect(await perform('bank', ['Mutation.count'], 'mutation { count }')).toMatchObject({
      data: null,
      errors: [denied('count')],
      fetches: [],
    });
  });
});

describe('queries', () => {
  test('nothing permitted: nothing is fetched', async () => {
    const { data, fetches } = await perform(
      'shop',
      ['Query'],
      '{ a: product(id: "1") { id } brand(code: "") { flagship { sku } } }',
    );
    expect({ data, fetches }).toEqual({ data: { a: null, brand: null }, fetches: [] });
  });

  test('a null that bubbles is told of once, by authorization', async () => {
    const { data, errors } = await perform('shop', ['Product.id'], '{ product(id: "1") { id } }');
    expect(data).toEqual({ product: null });
    expect(errors).toMatchObject([denied('product', 'id')]);
    expect(errors).toHaveLength(1);
  });

  test('response keys that every object inherits, and introspection beside', async () => {
    const text = '{ echo constructor: product(id: "1") { id toString: weight } __schema { queryType { name } } }';
    const { data, errors } = await perform('shop', ['Product.weight'], text);
    expect(data).toMatchObject({
      constructor: { id: '1', toString: null },
      __schema: { queryType: { name: 'Query' } },
    });
    expect(errors).toMatchObject([denied('constructor', 'toString')]);
  });

  test('an object of a subgraph that does not tell types apart, where nothing hangs on its type', async () => {
    const text = '{ topRated { score comments { about { score } } ... on Book { pages @include(if: false) } } }';
    const { data, errors } = await perform('critics', ['Media.score'], text);
    expect(data?.['topRated']).toMatchObject([{ score: null }, { score: null }, { score: null }]);
    expect(errors).toMatchObject([
      denied('topRated', '@', 'score'),
      denied('topRated', '@', 'comments', '@', 'about', 'score'),
    ]);
  });

  test('an object of a subgraph that does not tell types apart: nulls by its type all the same', async () => {
    const { data, errors } = await perform('critics', ['Film.minutes'], '{ topRated { id ... on Film { minutes } } }');
    const minutes = Object.fromEntries(
      ((data?.['topRated'] ?? []) as { id: string; minutes?: null }[]).map((media) => [media.id, media.minutes]),
    );
    expect(minutes).toStrictEqual({ f1: null, b1: undefined, f2: null });
    expect(errors).toMatchObject([denied('topRated', '@', 'minutes')]);
  });

  test('what is denied as an interface’s and granted as an object’s own is shown: without an error, unless another object is without it', async () => {
    const own = await perform(
      'media',
      ['Film.length'],
      '{ allMedia { id ... on Book { length ... on Media { length } } } }',
    );
    expect(lengths(own.data)).toStrictEqual({ book: 'shown', film: undefined });
    expect(own.errors ?? []).toEqual([]);
    const every = await perform('media', ['Film.length'], '{ allMedia { id length ... on Book { length } } }');
    expect(lengths(every.data)).toStrictEqual({ book: 'shown', film: null });
    expect(every.errors).toMatchObject([denied('allMedia', '@', 'length')]);
    expect(every.errors).toHaveLength(1);
  });
});

/** What a book and a film show as their length. */
function lengths(data: Record<string, unknown> | null | undefined) {
  // As the operations ask for it.
  const media = (data?.['allMedia'] ?? []) as { id: string; length?: number | null }[];
  const lengthOf = (id: string) => {
    const length = media.find((one) => one.id === id)?.length;
    return typeof length === 'number' ? 'shown' : length;
  };
  return { book: lengthOf('b1'), film: lengthOf('f1') };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureSupergraph } from './testing/fixture-subgraphs.ts';
import { startFixture, type Fixture } from './testing/start-fixture.ts';

describe.each(['memory', 'http'] as const)('queries over three subgraphs (%s)', (mode) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(mode);
  });
  afterAll(() => fixture.stop());

  it('joins entities of all three', async () => {
    const { status, body } = await fixture.ask('{ products { name stars seller { title } } }');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        products: [
          { name: 'Apple', stars: 4.5, seller: { title: 'Orchard' } },
          { name: 'Bread', stars: 4.5, seller: { title: 'Bakery' } },
        ],
      },
    });
  });

  it('passes variables and runs mutations', async () => {
    const { body } = await fixture.ask('mutation ($s: String!) { rename(sku: $s, name: "Pear") { name stars } }', {
      s: 'a',
    });
    expect(body).toEqual({ data: { rename: { name: 'Pear', stars: 4.5 } } });
  });

  it('gives every field of a dead subgraph its null and its error with a path', async () => {
    fixture.down.add('reviews').add('sellers');
    const { status, body } = await fixture.ask(
      'query ($rated: Boolean!) { list: products { sku score: stars seller { id title rating @include(if: $rated) } } latestReview { text } }',
      { rated: false },
    );
    fixture.down.clear();
    expect(status).toBe(200);
    expect(body.data).toEqual({
      list: [
        { sku: 'a', score: null, seller: null },
        { sku: 'b', score: null, seller: null },
      ],
      latestReview: null,
    });
    expect(body.errors?.map((error) => [error.path?.join('.'), error.extensions]).toSorted()).toEqual(
      ['latestReview', 'list.0.score', 'list.0.seller.title', 'list.1.score', 'list.1.seller.title'].map((path) => [
        path,
        { code: 'SUBGRAPH_UNAVAILABLE' },
      ]),
    );
  });

  it('shows an error made for clients, and nothing beside its code', async () => {
    const { status, body } = await fixture.ask('{ refused products { sku } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ refused: null, products: [{ sku: 'a' }, { sku: 'b' }] });
    expect(body.errors).toEqual([
      { message: 'You may not see this.', path: ['refused'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('masks every other error, and logs it once', async () => {
    fixture.logged.length = 0;
    const { text, body, headers } = await fixture.ask('{ broken }', {}, { 'x-request-id': 'req-1' });
    expect(headers.get('x-request-id')).toBe('req-1');
    expect(body).toEqual({
      data: { broken: null },
      errors: [
        { message: 'Something went wrong.', path: ['broken'], extensions: { code: 'INTERNAL', requestId: 'req-1' } },
      ],
    });
    expect(text).not.toMatch(/postgres|secret|internal:/i);
    const lines = fixture.logged.filter((line) => JSON.stringify(line).includes('ECONNREFUSED'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 50, requestId: 'req-1' });
  });

  it('reports null for a non-null field as an error', async () => {
    const { body } = await fixture.ask('{ nothing }');
    expect(body.data).toBeNull();
    expect(body.extensions).toBeUndefined();
    expect(body.errors?.[0]).toMatchObject({ path: ['nothing'], extensions: { code: 'INTERNAL' } });
  });

  it("words a client's mistakes for the client", async () => {
    const accept = { accept: 'application/graphql-response+json' };
    const syntax = await fixture.ask('{ products {', {}, accept);
    expect([syntax.status, syntax.body.errors?.[0]?.extensions]).toEqual([400, { code: 'GRAPHQL_PARSE_FAILED' }]);
    const field = await fixture.ask('{ nope }', {}, accept);
    expect([field.status, field.body.errors?.[0]?.extensions]).toEqual([400, { code: 'GRAPHQL_VALIDATION_FAILED' }]);
    const variable = await fixture.ask('query ($m: Mood) { mood(mood: $m) }', { m: 'UGLY' }, accept);
    expect([variable.status, variable.body.errors?.[0]?.extensions]).toEqual([400, { code: 'BAD_USER_INPUT' }]);
    const none = await fixture.ask('query A { __typename } query B { __typename }', {}, accept);
    expect([none.status, none.body.errors?.[0]?.extensions]).toEqual([400, { code: 'OPERATION_RESOLUTION_FAILURE' }]);
  });

  it('cancels the subgraph call when the client leaves', async () => {
    const before = fixture.world.cancelled;
    const leaving = new AbortController();
    const asked = fetch(`${fixture.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(ms: 10000) }' }),
      signal: leaving.signal,
    });
    await expect.poll(() => fixture.world.running).toBe(1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => fixture.world.cancelled).toBe(before + 1);
    expect(fixture.world.running).toBe(0);
  });
});

describe.each(['memory', 'http'] as const)('the deadline (%s)', (mode) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(mode, { timeouts: { queryMs: 150, mutationMs: 400 } });
  });
  afterAll(() => fixture.stop());

  it('ends a query with what arrived until then, and cancels the rest', async () => {
    const startedAt = performance.now();
    const { status, body } = await fixture.ask('{ latestReview { text } slow(ms: 10000) }');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(status).toBe(200);
    expect(body.data).toEqual({ latestReview: { text: 'Latest' }, slow: null });
    expect(body.errors).toEqual([
      { message: 'The answer took too long.', path: ['slow'], extensions: { code: 'TIMEOUT' } },
    ]);
    await expect.poll(() => fixture.world.cancelled).toBe(1);
  });

  it('gives mutations their own budget', async () => {
    const { body } = await fixture.ask('mutation { slowMutation(ms: 250) }');
    expect(body).toEqual({ data: { slowMutation: 'done' } });
  });
});

describe('a new supergraph', () => {
  it('replaces the old one without failing a request, and a broken one does not', async () => {
    const fixture = await startFixture();
    const before = fixture.ask('{ slow(ms: 200) }');
    await expect.poll(() => fixture.world.running).toBe(1);
    const renamed = fixtureSupergraph().replaceAll('latestReview', 'newestReview');
    fixture.gateway.updateSupergraph(renamed);
    expect((await fixture.ask('{ __type(name: "Query") { fields { name } } }')).text).toContain('newestReview');
    expect((await fixture.ask('{ latestReview { id } }')).text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect((await before).body).toEqual({ data: { slow: 'done' } });

    expect(() => fixture.gateway.updateSupergraph('type Query { nothing: Nothing }')).toThrow();
    expect((await fixture.ask('{ products { sku } }')).status).toBe(200);
    await fixture.stop();
  });
});

import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import { createStockExecutor } from '../engine/execute-stock.ts';
import { createPlanning } from '../engine/plan-operation.ts';
import { RequestScope } from '../engine/request-scope.ts';
import { openSupergraph } from '../engine/supergraph.ts';
import { maskErrors } from '../guards/mask-errors.ts';
import { createWorld, fixtureSchema, fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { createInMemoryDoor } from '../testing/in-memory-door.ts';
import { openStream } from '../testing/open-stream.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { createSubgraphSource } from './subgraph-source.ts';

const SAID = 'connect ECONNREFUSED postgres://user:secret@db.internal:5432';
const PASSED = [{ message: SAID, path: ['broken'], extensions: { code: 'INTERNAL' } }];
const log = createLogger({ name: 'test', level: 'silent' });

describe('a subgraph whose messages are passed on', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture('memory', { errorsOf: (name) => (name === 'products' ? 'message' : 'masked') });
  });
  afterAll(() => fixture.stop());

  it('is heard by clients, of its errors nothing but message, path and code', async () => {
    const { body, text } = await fixture.ask('{ broken refused }');
    expect(body.errors).toEqual([
      ...PASSED,
      { message: 'You may not see this.', path: ['refused'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(text).not.toContain('418');
  });

  it('is heard through Apollo Server, too', async () => {
    const { body } = await fixture.ask('{ broken }', {}, { accept: 'text/html, application/json' });
    expect(body.errors).toEqual(PASSED);
  });

  it('is not heard when it cannot be reached', async () => {
    fixture.down.add('products');
    const { body } = await fixture.ask('{ broken }');
    fixture.down.clear();
    expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  });
});

describe('a subscription', () => {
  it.each([
    ['message', 'SELECT * FROM secrets'],
    ['masked', 'Something went wrong.'],
  ] as const)('that breaks is told as its subgraph is: %s', async (errors, message) => {
    const fixture = await startFixture('memory', { errorsOf: () => errors });
    try {
      const query = 'subscription { brokenSubscription { id } }';
      const stream = await openStream(fixture.gateway.url, 'sse', { query });
      await stream.ended;
      expect(stream.text()).toContain(message);
    } finally {
      await fixture.stop();
    }
  });
});

it('the stock executor passes on what the compiled one does', async () => {
  const sdl = fixtureSupergraph();
  const apiSchema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
  const supergraph = openSupergraph(sdl, apiSchema);
  const document = parse('{ broken }');
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const accepted = { document, operation, supergraph, schema: apiSchema, checkVariables: () => undefined };
  const planned = createPlanning(log)(accepted, {});
  if ('refused' in planned) throw new Error('not planned');
  const seen = async (errors: 'message' | 'masked') => {
    const door = createInMemoryDoor(fixtureSchema('products'), createWorld());
    const source = createSubgraphSource({ name: 'products', door, errors, log });
    const scope = new RequestScope('r1', { caller: null, clientAddress: null });
    const execute = createStockExecutor(planned, { ...supergraph, seen: supergraph.apiSchema }, log);
    const answer = await execute({ variables: {}, call: (fetch, used) => source.fetch(fetch, used, scope) });
    const data: unknown = JSON.parse(answer.data);
    return maskErrors(answer.errors, { data, requestId: 'r1', log }).map((error) => error.toJSON());
  };
  expect(JSON.parse(JSON.stringify(await seen('message')))).toEqual(PASSED);
  expect((await seen('masked'))[0]?.message).toBe('Something went wrong.');
});

import { OperationTypeNode } from 'graphql';
import { expect, it } from 'vitest';
import { Fault } from '@bazaar/runtime/faults';
import { createLogger } from '@bazaar/runtime/log';
import { RequestScope } from '../engine/request-scope.ts';
import { createSubgraphSource } from './subgraph-source.ts';

const FETCH = {
  kind: 'Fetch' as const,
  serviceName: 'products',
  operation: '{ product { name } }',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
  operationDocumentNode: undefined,
};

/** A source whose subgraph never answers, and what it has told. */
function sourceOfSilence() {
  const told: string[] = [];
  const lines: string[] = [];
  const silence = new Promise<never>(() => undefined);
  const source = createSubgraphSource({
    name: 'products',
    door: { execute: () => silence, subscribe: () => expect.unreachable(), serveRaw: () => silence },
    meter: {
      answered: () => void told.push('answered'),
      failed: (_, code) => void told.push(code),
      abandoned: () => void told.push('abandoned'),
    },
    log: createLogger({ name: 'test', level: 'warn', destination: { write: (line: string) => void lines.push(line) } }),
  });
  return { source, told, lines };
}

const scopeOfStranger = (): RequestScope => new RequestScope('r1', { caller: null, clientAddress: null });

it('a client that leaves is no failure of the subgraph', async () => {
  const { source, told, lines } = sourceOfSilence();
  const scope = scopeOfStranger();
  scope.start(60_000);
  const answer = source.fetch(FETCH, {}, scope);
  scope.abandon();
  expect((await answer).data).toBeNull();
  expect(told).toEqual(['abandoned']);
  expect(lines).toEqual([]);
});

it('a deadline that passes is one, and is told of with its code', async () => {
  const { source, told, lines } = sourceOfSilence();
  const scope = scopeOfStranger();
  scope.start(1);
  const answer = await source.fetch(FETCH, {}, scope);
  expect(answer.errors).toEqual([expect.objectContaining({ path: ['product'], extensions: { code: 'TIMEOUT' } })]);
  expect(told).toEqual(['TIMEOUT']);
  expect(lines).toHaveLength(1);
});

it('a call that is refused at once is one, too', async () => {
  const told: string[] = [];
  const source = createSubgraphSource({
    name: 'products',
    door: {
      execute: () => {
        throw new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.');
      },
      subscribe: () => expect.unreachable(),
      serveRaw: () => expect.unreachable(),
    },
    meter: { answered: () => undefined, failed: (_, code) => void told.push(code), abandoned: () => undefined },
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  await source.fetch(FETCH, {}, scopeOfStranger());
  expect(told).toEqual(['SUBGRAPH_UNAVAILABLE']);
});

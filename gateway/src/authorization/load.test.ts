import { expect, test } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { SHOP } from '../caching/testing/caching-market.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { compose } from './testing/compose.ts';

const withRule = (rule: string) => compose({ shop: `type Query { me: Int ${rule} shop: Int }` });

const unasked = (): never => {
  throw new Error('nobody is asked');
};
const door: SubgraphDoor = { execute: unasked, subscribe: unasked, serveRaw: unasked };

/** An engine as Apollo Server starts it. */
async function loadEngine(supergraphSdl: string): Promise<Engine> {
  const engine = createEngine({
    supergraphSdl,
    doors: () => door,
    budgets: { queryMs: 1_000, mutationMs: 1_000 },
    log: createLogger({ name: 'load', level: 'silent' }),
  });
  await engine.asGateway(unasked).load({ apollo: {} });
  return engine;
}

const ruled = (engine: Engine) => [...(engine.supergraph().rules.fields.get('Query')?.keys() ?? [])];

test('a supergraph with authorization directives loads, and clients see none of them', async () => {
  const engine = await loadEngine(withRule('@authenticated'));
  expect(ruled(engine)).toEqual(['me']);
  const { apiSchema } = engine.supergraph();
  expect(apiSchema.getDirectives().map(({ name }) => name)).not.toContain('authenticated');
});

test('a swap that changes rules alone counts, and one that fails leaves the old rules', async () => {
  const engine = await loadEngine(withRule(''));
  expect(ruled(engine)).toEqual([]);
  engine.update(withRule('@policy(policies: [["a"]])'));
  expect(engine.supergraph().rules.policies).toEqual(['a']);
  engine.update(withRule('@policy(policies: [["b"]])'));
  expect(engine.supergraph().rules.policies).toEqual(['b']);
  expect(() => engine.update('type Query { a: Int }')).toThrow();
  expect(engine.supergraph().rules.policies).toEqual(['b']);
  engine.update(withRule(''));
  expect(ruled(engine)).toEqual([]);
});

test.each([
  ['rule', withRule('@authenticated'), withRule('@requiresScopes(scopes: [["read"]])')],
  ['hint', compose({ shop: SHOP }), compose({ shop: SHOP.replaceAll('maxAge: 60', 'maxAge: 61') })],
])('what is kept under one %s is not found under another: keys begin with the fingerprint', async (_, one, other) => {
  const fingerprintOf = async (sdl: string): Promise<string> => (await loadEngine(sdl)).supergraph().fingerprint;
  expect(await fingerprintOf(one)).not.toBe(await fingerprintOf(other));
  expect(await fingerprintOf(one)).toBe(await fingerprintOf(one));
});

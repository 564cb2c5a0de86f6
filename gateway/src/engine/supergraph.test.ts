import { expect, it } from 'vitest';
import { ConfigError } from '@bazaar/runtime/config';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { startFixture } from '../testing/start-fixture.ts';
import { freightWithArguments } from './conformance/testing/fixtures/freight.ts';
import { composeFixture } from './conformance/testing/supergraph/fixture.ts';

const { supergraphSdl: unsupported } = composeFixture(freightWithArguments);

it('a supergraph that would be answered wrong without a word is refused at the start, with the reason', async () => {
  const start = startFixture('memory', { supergraphSdl: unsupported });
  await expect(start).rejects.toThrow(/requires .* which takes arguments/);
});

it('and at a swap, where the old one keeps serving', async () => {
  const fixture = await startFixture('memory');
  expect(() => fixture.gateway.updateSupergraph(unsupported)).toThrow(ConfigError);
  expect((await fixture.ask('{ product(sku: "a") { name } }')).body).toEqual({ data: { product: { name: 'Apple' } } });
  fixture.gateway.updateSupergraph(fixtureSupergraph());
  expect((await fixture.ask('{ product(sku: "a") { name } }')).status).toBe(200);
  await fixture.stop();
});

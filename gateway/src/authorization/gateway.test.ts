import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { writeRules } from './testing/rule-sketch.ts';

const sdl = writeRules(fixtureSupergraph(), [
  { coordinate: 'Product.stars', kind: 'authenticated', groups: [] },
  { coordinate: 'Product.name', kind: 'scopes', groups: [['names']] },
  { coordinate: 'Mutation.rename', kind: 'policies', groups: [['staff']] },
  { coordinate: 'Subscription.ordersChanged', kind: 'authenticated', groups: [] },
]);
const policies = { staff: { roles: ['ADMIN'] } };
const UNAUTHORIZED = { message: 'Unauthorized field or type', extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } };

describe.each(['memory', 'http'] as const)('authorization (%s)', (mode) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(mode, { supergraphSdl: sdl, authorization: { mode: 'partial', policies } });
  });
  afterAll(() => fixture.stop());

  it('keeps fields from those without an identity or a scope, the first time and every other', async () => {
    const token = await fixture.token({ scope: 'names' });
    for (let time = 0; time < 3; time += 1) {
      expect((await fixture.ask('{ product(sku: "a") { sku name stars } }')).body).toEqual({
        data: { product: null },
        errors: ['name', 'stars'].map((field) => ({ ...UNAUTHORIZED, path: ['product', field] })),
      });
      const known = await fixture.ask(
        '{ product(sku: "a") { sku name stars } }',
        {},
        { authorization: `Bearer ${token}` },
      );
      expect(known.body).toEqual({ data: { product: { sku: 'a', name: 'Apple', stars: 4.5 } } });
    }
  });

  it('does not execute what a policy forbids', async () => {
    const rename = async (roles: string[]) =>
      (
        await fixture.ask(
          'mutation { rename(sku: "a", name: "Pear") { sku } }',
          {},
          {
            authorization: `Bearer ${await fixture.token({ roles })}`,
          },
        )
      ).body;
    expect(await rename(['CUSTOMER'])).toEqual({
      data: { rename: null },
      errors: [{ ...UNAUTHORIZED, path: ['rename'] }],
    });
    expect(await rename(['ADMIN'])).toEqual({ data: { rename: { sku: 'a' } } });
  });

  it('takes fields out of events, and refuses a subscription whose root is denied', async () => {
    const socket = fixture.connect();
    const query = 'subscription { orderChanged(id: "1") { id product { sku stars } } }';
    expect(await socket.iterate({ query }).next()).toMatchObject({
      value: {
        data: { orderChanged: { id: '1', product: { sku: 'a', stars: null } } },
        errors: [{ ...UNAUTHORIZED, path: ['orderChanged', 'product', 'stars'] }],
      },
    });
    await expect(socket.iterate({ query: 'subscription { ordersChanged { id } }' }).next()).rejects.toMatchObject([
      UNAUTHORIZED,
    ]);
    await socket.dispose();
  });
});

it('in mode reject nothing is executed', async () => {
  const fixture = await startFixture('memory', { supergraphSdl: sdl, authorization: { mode: 'reject', policies } });
  const { status, body } = await fixture.ask('{ product(sku: "a") { sku stars } }');
  expect(status).toBe(200);
  expect(body).toEqual({ errors: [{ ...UNAUTHORIZED, path: ['product', 'stars'] }] });
  expect((await fixture.ask('{ product(sku: "a") { sku } }')).body).toEqual({ data: { product: { sku: 'a' } } });
  await fixture.stop();
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { follow, followToEnd, LIVE_TRANSPORTS, type Following } from '../testing/follow.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { writeRules } from './testing/rule-sketch.ts';

const RULES = [
  'Product.name',
  'Product.stars',
  'Order.status',
  'Subscription.ordersChanged',
  'Subscription.orderFollowed',
];
const sdl = writeRules(
  fixtureSupergraph(),
  RULES.map((coordinate) => ({ coordinate, kind: 'authenticated', groups: [] })),
);

const denied = (...path: string[]) => ({
  message: 'Unauthorized field or type',
  path,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});
const { path: _, ...REFUSED } = denied();

let fixture: Fixture;
let following: Following | undefined;

describe.each(LIVE_TRANSPORTS.flatMap((transport) => [[transport, 'memory'] as const, [transport, 'http'] as const]))(
  'what is denied of a subscription by %s (%s)',
  (transport, mode) => {
    beforeAll(async () => {
      fixture = await startFixture(mode, { supergraphSdl: sdl });
    });
    afterAll(() => fixture.stop());
    beforeEach(() => void fixture.world.operations.splice(0));
    afterEach(async () => {
      following?.leave();
      following = undefined;
      fixture.world.orders.clear();
      await vi.waitUntil(() => fixture.world.subscribers === 0, { timeout: 15_000 });
    });

    const begin = async (query: string, variables: object = {}, headers: Record<string, string> = {}) =>
      (following = await follow(fixture.gateway.url, transport, { query, variables, headers }));

    const change = () => fixture.world.change({ id: 'o1', status: 'CONFIRMED', product: { sku: 'b' } });

    it('is null in every event, with an error, and nobody is asked for it', async () => {
      const { answers } = await begin(
        `subscription { change: orderChanged(id: "o1") {
          id product { sku rating: stars seller { id } ... on Product { sku } } } }`,
      );
      const event = (sku: string, seller: string) => ({
        data: { change: { id: 'o1', product: { sku, rating: null, seller: { id: seller } } } },
        errors: [denied('change', 'product', 'rating')],
      });
      await expect.poll(answers).toEqual([event('a', 's1')]);
      change();
      await expect.poll(answers).toEqual([event('a', 's1'), event('b', 's2')]);
      change();
      await expect.poll(answers).toHaveLength(3);
      expect(answers()[2]).toEqual(event('b', 's2'));
      // The subscription, and for each event what may be seen of its product.
      expect(fixture.world.operations).toHaveLength(1 + 3);
      expect(fixture.world.operations.join()).not.toContain('stars');
    });

    it('brings no subgraph into events that is asked for nothing else', async () => {
      const { answers } = await begin('subscription { orderChanged(id: "o1") { id product { sku stars } } }');
      await expect.poll(answers).toHaveLength(1);
      change();
      await expect.poll(answers).toHaveLength(2);
      for (const answer of answers())
        expect(answer).toMatchObject({
          data: { orderChanged: { id: 'o1', product: { stars: null } } },
          errors: [denied('orderChanged', 'product', 'stars')],
        });
      expect(fixture.world.operations).toHaveLength(1);
    });

    it('makes its parent null where it is not nullable, in every event', async () => {
      const { answers } = await begin('subscription { orderChanged(id: "o1") { id status product { sku name } } }');
      const event = {
        data: { orderChanged: null },
        errors: [denied('orderChanged', 'status'), denied('orderChanged', 'product', 'name')],
      };
      await expect.poll(answers).toEqual([event]);
      change();
      await expect.poll(answers).toEqual([event, event]);
      // Nor is the subgraph that brings the events asked for what is denied of them.
      expect(fixture.world.operations).toEqual([expect.not.stringContaining('status')]);
    });

    it('is told of where the client’s variables ask for it, and only there', async () => {
      const query = `subscription ($more: Boolean = false) {
        orderChanged(id: "o1") { id product { sku stars @include(if: $more) } } }`;
      const without = await begin(query);
      await expect.poll(without.answers).toEqual([{ data: { orderChanged: { id: 'o1', product: { sku: 'a' } } } }]);
      without.leave();
      const { answers } = await begin(query, { more: true });
      await expect.poll(answers).toHaveLength(1);
      expect(answers()[0]).toMatchObject({ errors: [denied('orderChanged', 'product', 'stars')] });
    });

    it.each([
      ['that may be null', 'subscription { ordersChanged { id } }', 'ordersChanged'],
      ['that may not', 'subscription { orderFollowed(id: "o1") { id } }', 'orderFollowed'],
      ['by another name', 'subscription { mine: orderFollowed(id: "o1") { id } }', 'mine'],
      [
        'in a fragment',
        'subscription { ...F } fragment F on Subscription { orderFollowed(id: "o1") { id } }',
        'orderFollowed',
      ],
    ])('is all there is, where it is a root %s: no event comes, and nobody is asked', async (_what, query, root) => {
      const answer = await followToEnd(fixture.gateway.url, transport, { query });
      expect(answer).toEqual({ errors: [denied(root)] });
      expect(fixture.world.operations).toEqual([]);
    });

    it('is told to all who share a subscription, also to who comes later', async () => {
      const query = 'subscription { orderChanged(id: "o1") { id product { sku stars } } }';
      const event = (sku: string) => ({
        data: { orderChanged: { id: 'o1', product: { sku, stars: null } } },
        errors: [denied('orderChanged', 'product', 'stars')],
      });
      const first = await begin(query);
      await expect.poll(first.answers).toEqual([event('a')]);
      change();
      await expect.poll(first.answers).toEqual([event('a'), event('b')]);
      const late = await follow(fixture.gateway.url, transport, { query });
      await expect.poll(late.answers).toEqual([event('b')]);
      expect(fixture.world.subscribers).toBe(1);
      change();
      await expect.poll(late.answers).toEqual([event('b'), event('b')]);
      late.leave();
    });

    it('is there for who may see it, beside those who may not', async () => {
      const query = 'subscription { orderChanged(id: "o1") { id product { sku name } } }';
      const stranger = await begin(query);
      const headers = { authorization: `Bearer ${await fixture.token()}` };
      const known = await follow(fixture.gateway.url, transport, { query, headers });
      const event = { orderChanged: { id: 'o1', product: { sku: 'a', name: 'Apple' } } };
      await expect.poll(known.answers).toEqual([{ data: event }]);
      await expect.poll(stranger.answers).toHaveLength(1);
      expect(stranger.answers()[0]).toMatchObject({ errors: [REFUSED] });
      known.leave();
    });
  },
);

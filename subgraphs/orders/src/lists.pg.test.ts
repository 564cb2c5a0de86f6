import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { describe, expect, it } from 'vitest';
import { ORDER_UPDATED, SHIPMENT_CREATE } from './testing/documents.ts';
import { placePaidOrder } from './testing/paid-order.ts';
import { buyer, member, staff, startScene } from './testing/scene.ts';

const MY_ORDERS = /* GraphQL */ `
  query ($first: Int, $after: String, $last: Int, $before: String, $where: OrderWhere) {
    myOrders(first: $first, after: $after, last: $last, before: $before, where: $where) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
        startCursor
      }
      nodes {
        id
      }
      edges {
        cursor
        node {
          id
          number
          status
          total {
            amount
          }
          vendorOrders {
            id
            vendorName
            lines {
              title
            }
            shipments {
              id
            }
          }
        }
      }
    }
  }
`;
const VENDOR_ORDERS = /* GraphQL */ `
  query ($vendorId: ID!, $where: VendorOrderWhere) {
    vendorOrders(vendorId: $vendorId, where: $where) {
      totalCount
      nodes {
        id
      }
      edges {
        node {
          id
          status
          order {
            id
          }
          shippingAddress {
            city
          }
          commission {
            amount
          }
        }
      }
    }
  }
`;
const ENTITIES = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on User {
        orders {
          edges {
            node {
              id
            }
          }
        }
      }
      ... on Vendor {
        orders {
          edges {
            node {
              id
            }
          }
        }
      }
      ... on Order {
        number
      }
      ... on VendorOrder {
        number
      }
      ... on Checkout {
        status
      }
    }
  }
`;
const one = (vendorId = newId('vnd') as string) => [
  { vendorId, offerId: newId('off'), quantity: 1, unitAmount: 1_000 },
];

describe('my orders', () => {
  it('are paged newest first, stable while new ones come in', async () => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift((await placePaidOrder(scene, one(), caller)).order.id);
    await placePaidOrder(scene);
    const page = async (args: Record<string, unknown>) => (await scene.ask(MY_ORDERS, args, caller)).myOrders;
    const first = await page({ first: 2 });
    expect(first.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 2));
    expect(first.nodes).toEqual(ids.slice(0, 2).map((id) => ({ id })));
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    await placePaidOrder(scene, one(), caller);
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second.edges.map(({ node }) => node.id)).toEqual(ids.slice(2, 4));
    const back = await page({ last: 2, before: second.pageInfo.startCursor });
    expect(back.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 2));
    const last = await page({ first: 2, after: second.pageInfo.endCursor });
    expect(last).toMatchObject({ edges: [{ node: { id: ids[4] } }], pageInfo: { hasNextPage: false } });
    expect((await page({ where: { statuses: [] } })).edges).toEqual([]);
    expect((await page({ where: { statuses: ['SHIPPED'] } })).totalCount).toBe(0);
    expect((await page({ where: { statuses: ['CONFIRMED'] } })).edges).toHaveLength(6);

    const { statements } = await countStatements(() => page({ first: 20 }));
    expect(statements.length).toBeLessThanOrEqual(5);
  });

  it.each([
    [{ after: 'nonsense' }, 'after'],
    [{ first: 101 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 1, last: 1 }, 'last'],
  ])('refuse %j, naming the argument', async (args, field) => {
    await using scene = await startScene({ webhooks: false });
    const { errors } = await scene.subgraph.ask(MY_ORDERS, args, buyer());
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
  });

  it('need somebody to be signed in', async () => {
    await using scene = await startScene({ webhooks: false });
    expect((await scene.subgraph.ask(MY_ORDERS, {}, null)).errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('a vendor’s orders', () => {
  it('are its own, from their confirmation on, for members who may read them', async () => {
    await using scene = await startScene({ webhooks: false });
    const vendorId = newId('vnd');
    const { order } = await placePaidOrder(scene, [...one(vendorId), ...one()]);
    const unpaid = buyer();
    await scene.start(scene.neighbours.addCart(one(vendorId), { buyerId: unpaid.sub }), unpaid);
    const list = async (caller: ReturnType<typeof buyer> | null) =>
      (await scene.ask(VENDOR_ORDERS, { vendorId }, caller)).vendorOrders;
    expect(await list(member(vendorId, 'FULFILMENT'))).toEqual({
      totalCount: 1,
      nodes: [{ id: order.vendorOrders[0]?.id }],
      edges: [
        {
          node: {
            id: order.vendorOrders[0]?.id,
            status: 'CONFIRMED',
            order: null,
            shippingAddress: { city: 'Springfield' },
            commission: { amount: 100 },
          },
        },
      ],
    });
    for (const caller of [null, buyer(), member(newId('vnd')), member(vendorId, 'FINANCE')])
      expect(await list(caller)).toBeNull();
    expect(await list(staff('SUPPORT'))).toMatchObject({
      totalCount: 1,
      edges: [{ node: { order: { id: order.id } } }],
    });
  });
});

describe('entities', () => {
  it('are shown to whom they belong', async () => {
    await using scene = await startScene({ webhooks: false });
    const vendorId = newId('vnd');
    const { order, caller } = await placePaidOrder(scene, one(vendorId));
    const representations = [
      { __typename: 'User', id: caller.sub },
      { __typename: 'Vendor', id: vendorId },
      { __typename: 'Order', id: order.id },
      { __typename: 'VendorOrder', id: order.vendorOrders[0]?.id },
      { __typename: 'Checkout', id: order.id.replace('ord_', 'chk_') },
    ];
    const resolve = async (viewer: ReturnType<typeof buyer> | null) =>
      (await scene.subgraph.ask(ENTITIES, { representations }, viewer)).data?.['_entities'];
    const number = order.vendorOrders[0]?.number;
    expect(await resolve(caller)).toEqual([
      { orders: { edges: [{ node: { id: order.id } }] } },
      { orders: null },
      { number: order.number },
      { number },
      { status: 'CONFIRMED' },
    ]);
    expect(await resolve(member(vendorId))).toEqual([
      { orders: null },
      { orders: { edges: [{ node: { id: order.vendorOrders[0]?.id } }] } },
      null,
      { number },
      null,
    ]);
    expect(await resolve(buyer())).toEqual([{ orders: null }, { orders: null }, null, null, null]);
  });
});

describe('live updates', () => {
  const MINE = 'subscription { myOrdersUpdated { id version status } }';
  const INCOMING = 'subscription ($vendorId: ID!) { vendorOrdersUpdated(vendorId: $vendorId) { id version status } }';

  it('show a buyer and a vendor what is there, then what changes, in order', async () => {
    await using scene = await startScene();
    const vendorId = newId('vnd');
    const { order, caller } = await placePaidOrder(scene, one(vendorId));
    const mine = scene.follow(MINE, {}, caller);
    const incoming = scene.follow(INCOMING, { vendorId }, member(vendorId));
    await scene.until(async () => mine.seen.length === 1 && incoming.seen.length === 1);
    expect(mine.seen[0]?.myOrdersUpdated).toMatchObject({ id: order.id, status: 'CONFIRMED' });

    const next = await placePaidOrder(scene, one(vendorId), caller);
    await scene.until(async () => incoming.seen.at(-1)?.vendorOrdersUpdated.id === next.order.vendorOrders[0]?.id);
    const input = {
      idempotencyKey: 'k',
      vendorOrderId: order.vendorOrders[0]?.id,
      carrier: 'Post',
      trackingNumber: 'T',
    };
    const asked = Date.now();
    await scene.ask(SHIPMENT_CREATE, { input }, member(vendorId));
    await scene.until(async () => mine.seen.at(-1)?.myOrdersUpdated.status === 'SHIPPED');
    expect(Date.now() - asked).toBeLessThan(1_000);
    await scene.until(async () => incoming.seen.at(-1)?.vendorOrdersUpdated.status === 'SHIPPED');
    for (const { seen, field } of [
      { seen: mine.seen, field: 'myOrdersUpdated' as const },
      { seen: incoming.seen, field: 'vendorOrdersUpdated' as const },
    ]) {
      const steps = seen.map((event) => `${event[field].id} ${event[field].version}`);
      expect(new Set(steps).size).toBe(steps.length);
    }
    await mine.stop();
    await incoming.stop();
  });

  it('are refused to whoever may not see the order, as if it did not exist', async () => {
    await using scene = await startScene({ webhooks: false });
    const { order } = await placePaidOrder(scene, one());
    const live = scene.follow(ORDER_UPDATED, { id: order.id }, buyer());
    expect(await live.ended).toMatchObject([{ path: ['orderUpdated'], extensions: { code: 'NOT_FOUND' } }]);
    expect(live.seen).toEqual([]);
  });
});

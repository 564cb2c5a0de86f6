import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCachingMarket, type CachingMarket } from './testing/caching-market.ts';

let keeping: CachingMarket;
let plain: CachingMarket;
beforeAll(async () => {
  keeping = await startCachingMarket();
  plain = await startCachingMarket({ caching: {}, shop: keeping.shop });
});
afterAll(() => Promise.all([keeping.stop(), plain.stop()]));

/** Repeatable. */
function createRandom(seed: number) {
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return { next, pick: <T>(from: readonly T[]): T => from[next(from.length)] as T };
}

type Random = ReturnType<typeof createRandom>;

const LEAVES: Record<string, readonly string[]> = {
  Product: ['id', 'title', 'price', 'stars', 'note', 'cost: price', '__typename', 'key: id'],
  Offer: ['id', 'seller', '__typename'],
  ProductList: ['total', '__typename'],
  Account: ['id', 'secret'],
};
const OBJECTS: Record<string, readonly (readonly [field: string, type: string])[]> = {
  Product: [
    ['offers', 'Offer'],
    ['similar', 'Product'],
    ['more: similar', 'Product'],
  ],
  Offer: [['product', 'Product']],
  ProductList: [['nodes', 'Product']],
  Account: [],
};
const ROOTS = [
  ['product(id: $id)', 'Product'],
  ['other: product(id: "b")', 'Product'],
  ['none: product(id: "z")', 'Product'],
  ['products(atMost: $atMost)', 'ProductList'],
  ['all: products', 'ProductList'],
  ['me', 'Account'],
] as const;

function drawSelection(type: string, depth: number, random: Random): string {
  const fields = Array.from({ length: 1 + random.next(3) }, () => random.pick(LEAVES[type] ?? []));
  const objects = OBJECTS[type] ?? [];
  if (depth > 0 && objects.length > 0 && random.next(3) > 0) {
    const [field, inner] = random.pick(objects);
    const condition = random.pick(['', '', ' @include(if: $yes)', ' @skip(if: $yes)']);
    fields.push(`${field}${condition} ${drawSelection(inner, depth - 1, random)}`);
  }
  if (random.next(4) === 0) fields.push(`... on ${type} { ${random.pick(LEAVES[type] ?? [])} }`);
  return `{ ${fields.join(' ')} }`;
}

function drawOperation(random: Random): string {
  const roots = new Set(Array.from({ length: 1 + random.next(2) }, () => random.pick(ROOTS)));
  const fields = [...roots].map(([field, type]) => `${field} ${drawSelection(type, 3, random)}`);
  return `query ($id: ID! = "a", $atMost: Int, $yes: Boolean! = true) { ${fields.join(' ')} kind: __typename }`;
}

test('over generated operations, viewers and changes, answers are those of a gateway that keeps nothing', async () => {
  const random = createRandom(20_261_128);
  const viewers: Record<string, string>[] = [
    {},
    ...(await Promise.all(
      ['1', '2'].map(async (n) => ({
        authorization: `Bearer ${await keeping.token({ sub: `usr_${n}`, sid: `ses_${n}` })}`,
      })),
    )),
  ];
  const asPlain = new Map<object, Record<string, string>>(
    await Promise.all(
      viewers.map(async (headers, at) => {
        const theirs: Record<string, string> =
          at === 0 ? {} : { authorization: `Bearer ${await plain.token({ sub: `usr_${at}`, sid: `ses_${at}` })}` };
        return [headers, theirs] as const;
      }),
    ),
  );
  const operations = Array.from({ length: 60 }, () => drawOperation(random));
  let price = 100;
  for (let step = 0; step < 600; step++) {
    if (random.next(6) === 0)
      await keeping.ask('mutation ($id: ID!, $price: Int!) { setPrice(id: $id, price: $price) { id } }', {
        id: random.pick(['a', 'b', 'c', 'z']),
        price: (price = (price * 7) % 211),
      });
    const operation = random.pick(operations);
    const variables = random.pick([{}, { id: 'c' }, { id: 'z', atMost: 50 }, { yes: false }, { atMost: null }]);
    const viewer = random.pick(viewers);
    const [kept, fresh] = await Promise.all([
      keeping.ask(operation, variables, viewer),
      plain.ask(operation, variables, asPlain.get(viewer)),
    ]);
    expect(kept.text, operation).toBe(fresh.text);
  }
}, 120_000);

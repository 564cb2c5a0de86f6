import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createCostOf } from './create-cost-of.ts';
import { readCosts } from './read-costs.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"])';
const SHOP = `
  type Query {
    book(id: ID): Book
    bestsellers: [Book] @listSize(assumedSize: 5)
    newest(limit: Int! = 3): [Book] @listSize(slicingArguments: ["limit"])
    either(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
    books: [Book]
    page(first: Int, last: Int): Page
      @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
    bare(first: Int): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    search(text: String @cost(weight: 4), by: By, all: [By!], ids: [ID!] @cost(weight: 2)): Int @cost(weight: 3)
    titled: Titled
    result: Result
  }
  type Mutation { buy(input: Buy!): Book rename(input: Rename!): Int }
  type Subscription { sold: Book }
  type Book implements Titled { title: String author: Author publisher: Publisher pages: [Page] price: Float @cost(weight: 6) rebate: Int @cost(weight: -50) }
  type Film implements Titled @cost(weight: 9) { title: String author: Author @cost(weight: 7) }
  interface Titled { title: String author: Author }
  union Result = Book | Author
  type Author { name: String books(first: Int): Page @listSize(assumedSize: 4, slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false) }
  type Publisher { name: String address: Address }
  type Address @cost(weight: 5) { zip: Int }
  type Page { edges: [Edge] nodes: [Book] count: Int @cost(weight: 10) other: [Book] }
  type Edge { node: Book }
  input By { text: String inner: By kind: Kind many: [By!] }
  enum Kind @cost(weight: 8) { A B }
  input Buy { id: ID! by: By }
  input Rename { id: ID! name: String }
`;
const apiSchema = buildSchema(SHOP.replaceAll(/@(cost|listSize)\([^)]*\)/g, ''));
const model = readCosts(`${LINK}\n${SHOP}`);

function costOf(text: string, variables: Readonly<Record<string, unknown>> = {}, listLength?: number): number {
  const document = parse(text, { noLocation: true });
  expect(validate(apiSchema, document)).toEqual([]);
  const operation = getOperationAST(document, undefined);
  if (!operation) throw new Error('There are several operations.');
  return createCostOf({ document, operation, apiSchema, model, ...(listLength && { listLength }) })(variables);
}

const BOOK = 'title author { name } publisher { name address { zip } }';

describe('as Apollo documents it', () => {
  test.each([
    [8, `{ book(id: 1) { ${BOOK} } }`],
    [40, `{ bestsellers { ${BOOK} } }`],
    [24, `{ newest(limit: 3) { ${BOOK} } }`],
    [56, `{ newest(limit: 7) { ${BOOK} } }`],
    [80, `{ books { ${BOOK} } }`],
    [10, 'mutation { rename(input: { id: 1 }) __typename }', -1],
    [1, 'subscription { sold { title } }'],
    [1, '{ titled { title } }', 8],
  ])('%i: %s', (cost, text, more = 0) => {
    expect(costOf(text)).toBe(cost + (text.includes('rename') ? 1 : more));
  });
});

test('leaves and __typename cost nothing, and what the schema weighs costs that', () => {
  expect(costOf('{ __typename book { title __typename } }')).toBe(1);
  expect(costOf('{ book { price } }')).toBe(7);
  expect(costOf('{ page { count } }')).toBe(11);
});

test('introspection costs nothing', () => {
  expect(costOf('{ __schema { types { fields { name } } } __type(name: "Book") { name } }')).toBe(0);
});

test('lists without a size are as long as the setting says', () => {
  expect(costOf('{ books { title } }')).toBe(10);
  expect(costOf('{ books { title } }', {}, 25)).toBe(25);
});

describe('the length of a list', () => {
  const length = (text: string, variables?: Record<string, unknown>) => costOf(text, variables) - 1;

  test('is the largest of the slicing arguments, for edges and nodes alike', () => {
    expect(length('{ page(first: 3) { nodes { title } } }')).toBe(3);
    expect(length('{ page(first: 3, last: 7) { nodes { title } } }')).toBe(7);
    expect(length('{ page(first: 3) { edges { node { title } } } }')).toBe(6);
    expect(length('{ page(first: 3) { edges { node { title } } nodes { title } } }')).toBe(9);
  });

  test('is the assumed one without them', () => {
    expect(length('{ page { nodes { title } } }')).toBe(20);
    expect(length('{ page(first: null) { nodes { title } } }')).toBe(20);
  });

  test('holds for the named fields only, through fragments and aliases too', () => {
    expect(length('{ page(first: 3) { other { title } } }')).toBe(10);
    expect(
      length(
        '{ page(first: 3) { a: nodes { title } ...F ... { nodes { title } } } } fragment F on Page { nodes { title } }',
      ),
    ).toBe(9);
    expect(
      length('query ($n: Int) { page(first: $n) { ...F } } fragment F on Page { nodes { title } }', { n: 6 }),
    ).toBe(6);
  });

  test('of one fragment is another at each place where it is spread', () => {
    const text =
      'query ($n: Int) { a: page(first: $n) { ...F } b: page(first: 2) { ...F } c: bare { ...F } } fragment F on Page { nodes { title } }';
    expect(costOf(text, { n: 5 })).toBe(3 + 5 + 2 + 10);
  });

  test('comes from variables, their defaults, and the argument’s default, in this order', () => {
    const text = 'query ($n: Int) { page(first: $n) { nodes { title } } }';
    expect(length(text, { n: 100 })).toBe(100);
    expect(length(text, { n: null })).toBe(20);
    expect(length(text)).toBe(20);
    const withDefault = text.replace('$n: Int', '$n: Int = 6');
    expect(length(withDefault, { n: 9 })).toBe(9);
    expect(length(withDefault)).toBe(6);
    expect(length(withDefault, { n: null })).toBe(20);
    expect(costOf('query ($n: Int!) { newest(limit: $n) { title } }', { n: 4 })).toBe(4);
    expect(costOf('{ newest { title } }')).toBe(3);
  });

  test('is the default where neither the client nor the schema tells', () => {
    const text = 'query ($n: Int) { bare(first: $n) { nodes { title } } }';
    expect(length(text, { n: 2 })).toBe(2);
    expect(length(text)).toBe(10);
    expect(length('{ bare { nodes { title } } }')).toBe(10);
  });

  test('is never below nothing: what is no length is as good as not given', () => {
    const text = 'query ($n: Int) { page(first: $n) { nodes { title } } }';
    expect(length('{ page(first: -5) { nodes { title } } }')).toBe(20);
    for (const n of [-1, -1e9, 1.5, '7', true, [], {}, Number.NaN]) expect(length(text, { n })).toBe(20);
    expect(length('{ page(first: 0) { nodes { title } } }')).toBe(0);
  });

  test('multiplies downwards', () => {
    const text =
      'query ($a: Int, $b: Int) { page(first: $a) { nodes { author { books(first: $b) { nodes { title } } } } } }';
    expect(costOf(text, { a: 10, b: 5 })).toBe(1 + 10 * (1 + 1 + (1 + 5)));
    expect(costOf(text, { a: 10 })).toBe(1 + 10 * (1 + 1 + (1 + 4)));
  });

  test('may want exactly one slicing argument', () => {
    expect(costOf('{ either(first: 2) { title } }')).toBe(2);
    expect(() => costOf('{ either { title } }')).toThrow('"either" takes exactly one of first, last; found 0.');
    expect(() => costOf('query ($n: Int) { either(first: 1, last: $n) { title } }', { n: 3 })).toThrow('found 2.');
    expect(costOf('query ($n: Int) { either(first: 1, last: $n) { title } }', { n: null })).toBe(1);
  });
});

describe('arguments', () => {
  test('cost what they weigh when they are given', () => {
    expect(costOf('{ search }')).toBe(3);
    expect(costOf('{ search(text: "a") }')).toBe(7);
    expect(costOf('{ search(text: null) }')).toBe(3);
    expect(costOf('query ($t: String) { search(text: $t) }', { t: 'a' })).toBe(7);
    expect(costOf('query ($t: String) { search(text: $t) }')).toBe(3);
    expect(costOf('query ($t: String = "b") { search(text: $t) }')).toBe(7);
    expect(costOf('query ($t: String = "b") { search(text: $t) }', { t: null })).toBe(3);
  });

  test('input objects cost 1 each and what their fields weigh, written out or sent', () => {
    const by = { text: 'a', inner: { kind: 'A' }, many: [{}, { kind: 'B' }] };
    expect(costOf('{ search(by: { text: "a", inner: { kind: A }, many: [{}, { kind: B }] }) }')).toBe(3 + 4 + 16);
    expect(costOf('query ($by: By) { search(by: $by) }', { by })).toBe(3 + 4 + 16);
    expect(costOf('query ($k: Kind, $in: By) { search(by: { kind: $k, inner: $in }) }', { k: 'A', in: {} })).toBe(
      3 + 2 + 8,
    );
    expect(costOf('query ($all: [By!]) { search(all: $all) }', { all: [{}, {}] })).toBe(5);
    expect(costOf('query ($all: [By!]) { search(all: $all) }', { all: {} })).toBe(4);
  });

  test('lists cost their weight once and for every entry', () => {
    expect(costOf('{ search(ids: [1, 2]) }')).toBe(3 + 6);
    expect(costOf('query ($ids: [ID!]) { search(ids: $ids) }', { ids: ['1', '2'] })).toBe(3 + 6);
  });

  test('what is unknown in a variable, and __proto__, cost nothing', () => {
    const by: unknown = JSON.parse('{ "nothing": { "x": 1 }, "__proto__": { "kind": "A" }, "constructor": {} }');
    expect(costOf('query ($by: By) { search(by: $by) }', { by })).toBe(4);
    expect(costOf('query ($toString: String) { search(text: $toString) }')).toBe(3);
  });
});

describe('through abstract types', () => {
  test('a field costs what it costs on its most expensive type', () => {
    expect(costOf('{ titled { author { name } } }')).toBe(9 + 7);
    expect(costOf('{ result { __typename } }')).toBe(1);
  });

  test('all fragments count', () => {
    expect(costOf('{ titled { ... on Book { author { name } } ... on Film { author { name } } } }')).toBe(9 + 1 + 7);
  });
});

describe('@skip and @include', () => {
  test('with literals and variables count as they will be executed', () => {
    expect(costOf('{ book @skip(if: true) { title } a: book { title } b: book @include(if: false) { title } }')).toBe(
      1,
    );
    const text =
      'query ($x: Boolean!, $y: Boolean = true) { a: book @include(if: $x) { title } ... @skip(if: $y) { b: book { title } } ...F @include(if: $x) @skip(if: $y) } fragment F on Query { c: book { title } }';
    expect(costOf(text, { x: false })).toBe(0);
    expect(costOf(text, { x: true })).toBe(1);
    expect(costOf(text, { x: true, y: false })).toBe(3);
    expect(costOf(text, { x: false, y: false })).toBe(1);
  });
});

test('what weighs less than nothing pays for nothing else', () => {
  expect(costOf('{ book { rebate } other: book { title } }')).toBe(2);
});

test('an operation whose variables do not matter costs the same number, whatever is sent', () => {
  const text = 'query ($id: ID) { book(id: $id) { title } }';
  expect(costOf(text, { id: 'x' })).toBe(1);
  const mutation = 'mutation ($input: Rename!) { rename(input: $input) }';
  expect(costOf(mutation, {})).toBe(11);
});

/** What takes time by the fragments' product would take years: the bound leaves room for a busy machine. */
const ENDLESS_MS = 5_000;

describe('hostile documents', () => {
  const within = (ms: number, work: () => number) => {
    const start = performance.now();
    const cost = work();
    expect(performance.now() - start).toBeLessThan(ms);
    return cost;
  };

  function fanOut(levels: number, leaf: string, head = '{ ...F0 }'): string {
    const fragments = Array.from({ length: levels }, (_, level) => {
      const next = level + 1 < levels ? `...F${level + 1}` : leaf;
      return `fragment F${level} on Query { a${level}: __typename ${next} ${next} }`;
    });
    return `${head} ${fragments.join(' ')}`;
  }

  const quick = (text: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const document = parse(text, { noLocation: true });
    const operation = getOperationAST(document, undefined);
    if (!operation) throw new Error('no operation');
    return within(ENDLESS_MS, () => createCostOf({ document, operation, apiSchema, model })(variables));
  };

  test('2^30 occurrences of a field cost 2^30, at once', () => {
    expect(quick(fanOut(30, 'book { title }'))).toBe(2 ** 30);
    const text = fanOut(30, 'page(first: $n) { nodes { title } }', 'query ($n: Int) { ...F0 }');
    expect(quick(text, { n: 3 })).toBe(2 ** 30 * 4);
  });

  test('2^2000 occurrences cost as much as can be said', () => {
    expect(quick(fanOut(2_000, 'book { title }'))).toBe(Number.MAX_SAFE_INTEGER);
    expect(quick(fanOut(2_000, 'newest(limit: $n) { title }', 'query ($n: Int!) { ...F0 }'), { n: 5 })).toBe(
      Number.MAX_SAFE_INTEGER,
    );
    // Nothing of something beyond all measure is nothing, not NaN.
    expect(quick(fanOut(2_000, 'newest(limit: $n) { title }', 'query ($n: Int!) { ...F0 }'), { n: 0 })).toBe(0);
  });

  test('a chain of 20,000 fragments overflows no stack', () => {
    const links = Array.from({ length: 20_000 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`);
    expect(quick(`{ ...F0 } ${links.join(' ')} fragment F20000 on Query { book { title } }`)).toBe(1);
  });

  test('fragments in a circle end', () => {
    expect(quick('{ ...A } fragment A on Query { book { title } ...B } fragment B on Query { ...A ...B }')).toBe(1);
  });

  test('5,000 aliases, each with a variable of its own, cost their sum', () => {
    const names = Array.from({ length: 5_000 }, (_, at) => at);
    const text = `query (${names.map((at) => `$v${at}: Int`).join()}) { ${names.map((at) => `a${at}: page(first: $v${at}) { nodes { title } }`).join(' ')} }`;
    expect(quick(text, Object.fromEntries(names.map((at) => [`v${at}`, 2])))).toBe(15_000);
  });

  test('a variable 5,000 deep, and one of 100,000 objects, are costed', () => {
    const deep = `${'{"inner":'.repeat(5_000)}{}${'}'.repeat(5_000)}`;
    const by: unknown = JSON.parse(deep);
    expect(quick('query ($by: By) { search(by: $by) }', { by })).toBe(3 + 5_001);
    const many = Array.from({ length: 100_000 }, () => ({}));
    expect(quick('query ($by: By) { search(by: $by) }', { by: { many } })).toBe(3 + 100_001);
  });
});

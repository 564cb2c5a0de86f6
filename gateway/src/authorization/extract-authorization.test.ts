import { Supergraph } from '@apollo/federation-internals';
import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { extractAuthorization } from './extract-authorization.ts';
import { compose } from './testing/compose.ts';
import { writeRules } from './testing/rule-sketch.ts';

function rulesOf(sdl: string): Record<string, string> {
  const { rules } = extractAuthorization(sdl);
  return Object.fromEntries(
    [...rules.fields].flatMap(([type, fields]) =>
      [...fields].map(([field, { authenticated, scopes, policies }]) => {
        const parts = [
          ...(authenticated ? ['authenticated'] : []),
          ...scopes.map((groups) => `scopes ${written(groups)}`),
          ...policies.map((groups) => `policies ${written(groups)}`),
        ];
        return [`${type}.${field}`, parts.join(' and ')];
      }),
    ),
  );
}

function written(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => group.join('+')).join(' or ');
}

const SHOP = `
  type Query { me: User @authenticated, orders: [Order!] @requiresScopes(scopes: [["a", "b"], ["c"]]), shop: Shop, size: Size }
  type User { id: ID! mail: String @policy(policies: [["self"]]) secret: Secret }
  type Order @authenticated @policy(policies: [["staff"]]) { id: ID! total: Int @requiresScopes(scopes: [["money"]]) }
  type Shop { name: String }
  scalar Secret @requiresScopes(scopes: [["secrets"]])
  enum Size @authenticated { S L }
`;

test('rules are those of the field, of its type and of what it returns, together', () => {
  expect(rulesOf(compose({ shop: SHOP }))).toEqual({
    'Query.me': 'authenticated',
    'Query.orders': 'authenticated and scopes a+b or c and policies staff',
    'Query.size': 'authenticated',
    'User.mail': 'policies self',
    'User.secret': 'scopes secrets',
    'Order.id': 'authenticated and policies staff',
    'Order.total': 'authenticated and scopes money and policies staff',
  });
});

describe('extraction', () => {
  test('leaves nothing of the directives, and what Apollo’s library loads', () => {
    const { sdl } = extractAuthorization(compose({ shop: SHOP }));
    expect(sdl).not.toMatch(/authenticated|requiresScopes|policy|Scope/);
    expect(sdl).toContain('scalar Secret');
    expect(Supergraph.build(sdl).apiSchema().type('Order')).toBeDefined();
  });

  test('an extension of the schema that links nothing else goes, too', () => {
    const plain = compose({ shop: 'type Query { a: Int }' });
    const sdl = writeRules(plain, [{ coordinate: 'Query.a', kind: 'authenticated', groups: [] }]);
    expect(extractAuthorization(sdl).sdl.replace(/^#.*\n/, '')).toBe(`${print(parse(plain))}\n`);
  });

  test('a supergraph without them is the same text', () => {
    const sdl = compose({ shop: 'type Query { a: Int }' });
    expect(extractAuthorization(sdl)).toEqual({ sdl, rules: { fields: new Map(), policies: [] } });
  });

  test('supergraphs that differ in rules alone differ afterwards too', () => {
    const extracted = ['a', 'b'].map((scope) =>
      extractAuthorization(compose({ shop: `type Query { a: Int @requiresScopes(scopes: [["${scope}"]]) }` })),
    );
    expect(extracted[0]?.sdl).not.toBe(extracted[1]?.sdl);
    expect(extracted[0]?.sdl.split('\n').slice(1)).toEqual(extracted[1]?.sdl.split('\n').slice(1));
  });

  test('names every policy once', () => {
    const sdl = compose({
      shop: 'type Query { a: Int @policy(policies: [["y"], ["x", "z"]]), b: Int @policy(policies: [["x"]]) }',
    });
    expect(extractAuthorization(sdl).rules.policies).toEqual(['x', 'y', 'z']);
  });

  test('a version of a directive that is not known stays, so that the supergraph is refused', () => {
    const sdl = compose({ shop: 'type Query { a: Int @authenticated }' }).replace(
      'authenticated/v0.1',
      'authenticated/v0.2',
    );
    expect(extractAuthorization(sdl).sdl).toBe(sdl);
    expect(() => Supergraph.build(sdl)).toThrow(/authenticated/);
  });
});

describe('every way to link them', () => {
  const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
  const rule = { 'Query.a': 'authenticated and scopes s and policies p' };

  test.each([
    [
      'imported',
      `extend schema @link(url: "${FEDERATION}", import: ["@authenticated", "@requiresScopes", "@policy"])`,
      '@authenticated @requiresScopes(scopes: [["s"]]) @policy(policies: [["p"]])',
    ],
    [
      'renamed',
      `extend schema @link(url: "${FEDERATION}", import: [{ name: "@authenticated", as: "@user" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }])`,
      '@user @needs(scopes: [["s"]]) @rule(policies: [["p"]])',
    ],
    [
      'prefixed',
      `extend schema @link(url: "${FEDERATION}")`,
      '@federation__authenticated @federation__requiresScopes(scopes: [["s"]]) @federation__policy(policies: [["p"]])',
    ],
    [
      'prefixed otherwise',
      `extend schema @link(url: "${FEDERATION}", as: "fed")`,
      '@fed__authenticated @fed__requiresScopes(scopes: [["s"]]) @fed__policy(policies: [["p"]])',
    ],
    [
      'by names that resemble each other',
      `extend schema @link(url: "${FEDERATION}", import: ["@authenticated", "@requiresScopes", { name: "@policy", as: "@requiresScopes__p" }])`,
      '@authenticated @requiresScopes(scopes: [["s"]]) @requiresScopes__p(policies: [["p"]])',
    ],
  ])('%s', (_, link, directives) => {
    const sdl = compose({ shop: `${link}\ntype Query { a: Int ${directives} }` });
    expect(rulesOf(sdl)).toEqual(rule);
    expect(() => Supergraph.build(extractAuthorization(sdl).sdl)).not.toThrow();
  });

  test('imported in the supergraph itself', () => {
    const sdl = compose({ shop: 'type Query { a: Int @requiresScopes(scopes: [["s"]]) }' })
      .replace(
        /@link\(url: "https:\/\/specs.apollo.dev\/requiresScopes\/v0.1"/,
        '$&, as: "rs", import: [{ name: "@requiresScopes", as: "@needs" }, "Scope"]',
      )
      .replaceAll('@requiresScopes(', '@needs(')
      .replaceAll('requiresScopes__Scope', 'Scope');
    expect(sdl).toContain('scalar Scope');
    expect(rulesOf(sdl)).toEqual({ 'Query.a': 'scopes s' });
    expect(extractAuthorization(sdl).sdl).not.toMatch(/needs|Scope/);
  });
});

test('what an extension says counts, by either of two names', () => {
  const sdl = compose({ shop: 'type Query { a: Int @authenticated b: Int, user: User } type User { id: ID }' })
    .replace('authenticated/v0.1"', 'authenticated/v0.1", as: "user", import: ["@authenticated"]')
    .concat('directive @user on OBJECT\nextend type User @user { mail: String @authenticated }');
  const rules = rulesOf(sdl);
  expect(Object.keys(rules)).toEqual(['Query.a', 'Query.user', 'User.id', 'User.mail']);
  expect(extractAuthorization(sdl).sdl).not.toMatch(/@user|@authenticated/);
});

describe('interfaces', () => {
  const MEDIA = `
    interface Media { id: ID! price: Int }
    type Query { media: Media any: [Thing] }
    type Book implements Media { id: ID! price: Int @authenticated }
    type Film implements Media { id: ID! price: Int @requiresScopes(scopes: [["film"]]) }
    type Note @authenticated { text: String }
    union Thing = Book | Note
  `;

  test('require what any implementation requires', () => {
    expect(rulesOf(compose({ media: MEDIA }))).toEqual({
      'Media.price': 'authenticated and scopes film',
      'Book.price': 'authenticated',
      'Film.price': 'scopes film',
      'Note.text': 'authenticated',
    });
  });

  test('so do supergraphs of a composition that does not write it down', () => {
    const merged = compose({ media: MEDIA });
    const unmerged = merged.replace(/(interface Media[^{]*\{[^}]*price: Int)[^\n]*/, '$1');
    expect(unmerged).not.toBe(merged);
    expect(rulesOf(unmerged)).toEqual(rulesOf(merged));
  });

  test('an implementation that is ruled as a type rules the interface, and whatever returns it', () => {
    const rules = rulesOf(
      compose({ media: MEDIA.replace('type Film implements Media', '$& @policy(policies: [["p"]])') }),
    );
    expect(rules).toMatchObject({ 'Query.media': 'policies p', 'Media.id': 'policies p', 'Film.id': 'policies p' });
    expect(rules).not.toHaveProperty('Book.id');
    expect(rules).not.toHaveProperty('Query.any');
  });

  test('a rule on a field that an interface object contributes holds for all implementations', () => {
    const rules = rulesOf(
      compose({
        media: `type Query { media: Media } interface Media @key(fields: "id") { id: ID! } type Book implements Media @key(fields: "id") { id: ID! }`,
        critics: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int @authenticated }`,
      }),
    );
    expect(rules).toEqual({ 'Media.stars': 'authenticated', 'Book.stars': 'authenticated' });
  });
});

describe('@requires', () => {
  const GOODS =
    'type Query { product: Product } type Product @key(fields: "id") { id: ID! weight: Int @authenticated box: Box } type Box @shareable { size: Size } enum Size @requiresScopes(scopes: [["sizes"]]) { S }';
  const freight = (rules: string) =>
    `type Product @key(fields: "id") { id: ID! weight: Int @external box: Box @external
       fee: Int @requires(fields: "weight box { size }") ${rules} }
     type Box @shareable { size: Size } enum Size { S }`;

  test('composition refuses a field that does not ask for what it passes on', () => {
    expect(() => compose({ goods: GOODS, freight: freight('') })).toThrow('MISSING_TRANSITIVE_AUTH_REQUIREMENTS');
  });

  test('a supergraph of a composition that lets it pass has the rule nevertheless', () => {
    const sdl = compose({ goods: GOODS, freight: freight('@authenticated @requiresScopes(scopes: [["sizes"]])') });
    const silent = sdl.replace(/(requires: "weight box \{ size \}"\)).*$/m, '$1');
    expect(silent).not.toBe(sdl);
    expect(rulesOf(silent)['Product.fee']).toBe('authenticated and scopes sizes');
  });
});

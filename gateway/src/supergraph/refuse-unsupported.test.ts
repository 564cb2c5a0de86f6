import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { findUnsupported } from './refuse-unsupported.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external"])';

const GOODS = `${LINK}
  type Query { product: Product }
  enum Unit { G KG }
  type Product @key(fields: "id") {
    id: ID!
    price: Int
    weight(unit: Unit = G): Int
    box: Box
  }
  type Box { label: String, side(unit: String): Int }`;

/** A supergraph whose second subgraph, freight, has `fields` on Product, and `box` on Box. */
function withFreight(fields: string, box = ''): Supergraph {
  const freight = `${LINK}
    enum Unit { G KG }
    type Product @key(fields: "id") { id: ID! ${fields} }
    ${box && `type Box { ${box} }`}`;
  const { supergraphSdl, errors } = composeServices(
    Object.entries({ goods: GOODS, freight }).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return Supergraph.build(supergraphSdl);
}

/** Up to the explanation. */
const factsOf = (reasons: readonly string[]) => reasons.map((reason) => reason.slice(0, reason.indexOf(',')));

test('a field that requires another with arguments is named, with the subgraph and the reason', () => {
  const supergraph = withFreight(`
    weight(unit: Unit = G): Int @external
    shippingEstimate: Int @requires(fields: "weight(unit: KG)")
  `);
  expect(findUnsupported(supergraph)).toEqual([
    'Product.shippingEstimate requires weight(unit: KG) in subgraph freight, which takes arguments: a client that asks for weight with others changes ' +
      'what is sent, or gets what was required. Require a field without arguments.',
  ]);
});

test('a required field that takes arguments is named even when it is given none', () => {
  const supergraph = withFreight(`
    weight(unit: Unit = G): Int @external
    shippingClass: Int @requires(fields: "weight")
  `);
  expect(factsOf(findUnsupported(supergraph))).toEqual(['Product.shippingClass requires weight in subgraph freight']);
});

test('arguments are found below other required fields', () => {
  const supergraph = withFreight(
    'box: Box @external stack: Int @requires(fields: "box { label side(unit: \\"cm\\") }")',
    'label: String @external side(unit: String): Int @external',
  );
  expect(factsOf(findUnsupported(supergraph))).toEqual(['Product.stack requires side(unit: "cm") in subgraph freight']);
});

test('every such field is named', () => {
  const supergraph = withFreight(`
    weight(unit: Unit = G): Int @external
    a: Int @requires(fields: "weight(unit: KG)")
    b: Int @requires(fields: "weight(unit: G)")
  `);
  expect(factsOf(findUnsupported(supergraph))).toEqual([
    'Product.a requires weight(unit: KG) in subgraph freight',
    'Product.b requires weight(unit: G) in subgraph freight',
  ]);
});

test('required fields without arguments are served, also to a field that takes some itself', () => {
  const supergraph = withFreight(
    `
    price: Int @external
    box: Box @external
    fee(express: Boolean): Int @requires(fields: "price box { label }")
  `,
    'label: String @external',
  );
  expect(findUnsupported(supergraph)).toEqual([]);
});

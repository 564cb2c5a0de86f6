import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse, print, stripIgnoredCharacters } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeFixture, type FixtureParts } from '../conformance/testing/supergraph/fixture.ts';
import { critics } from '../conformance/testing/fixtures/critics.ts';
import { shop } from '../conformance/testing/fixtures/shop.ts';
import { openSupergraph } from '../supergraph.ts';
import { plainOperation, type PlainOperation } from './plain-operation.ts';

const shopGraph = graphOf(shop);
const criticsGraph = graphOf(critics);

function graphOf(parts: FixtureParts) {
  const { supergraphSdl } = composeFixture(parts);
  return openSupergraph(supergraphSdl, Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
}

function rewrite(graph: typeof shopGraph, query: string, values: Record<string, boolean> = {}): PlainOperation {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return plainOperation({ document, operation }, graph, (variable) => values[variable]);
}

/** The operation in plain words. */
function plain(graph: typeof shopGraph, query: string, values?: Record<string, boolean>): string | undefined {
  const operation = getOperationAST(rewrite(graph, query, values).plain);
  return operation ? stripIgnoredCharacters(print(operation)) : undefined;
}

describe('response keys', () => {
  test('the client’s stay where nothing can clash', () => {
    const query = '{p:product(id:1){title:name reviews(first:1){text}best:reviews(order:BEST){text}}}';
    expect(plain(shopGraph, query)).toBe(query);
  });

  test('keys of entities and what is required are the planner’s, and asked for in the same way they are shared', () => {
    expect(plain(shopGraph, '{product(id:1){id weight}}')).toBe('{product(id:1){id weight}}');
    expect(plain(shopGraph, '{product(id:1){id:sku weight:name sku}}')).toBe('{product(id:1){_0:sku _1:name sku}}');
  });

  test('at the root nothing is the planner’s', () => {
    expect(plain(shopGraph, '{id:version weight:me{id}}')).toBe('{id:version weight:me{id}}');
  });

  test('different fields of different types under one key are told apart, and so is what they hold', () => {
    const query = '{items{...on Book{by:translator{a:name}}...on Film{by:creator{a:label}}}}';
    expect(plain(criticsGraph, query)).toBe(
      '{items{__typename ...on Book{by:translator{a:name}}...on Film{_0:creator{a:label}}}}',
    );
  });

  test('error paths are the client’s', () => {
    const { root } = rewrite(shopGraph, '{products{id:name brand{code:name}}}');
    expect(root.clientPath(['products', 0, '_0'])).toEqual(['products', 0, 'id']);
    expect(root.clientPath(['products', 0, 'brand', '_0'])).toEqual(['products', 0, 'brand', 'code']);
    expect(root.clientPath(['products', 1, 'sku'])).toEqual(['products', 1, 'sku']);
  });

  test('the error of a field that only the plan asked for is not put at the client’s field of that name', () => {
    const { root } = rewrite(shopGraph, '{products{id:name}}');
    expect(root.clientPath(['products', 0, 'id'])).toEqual(['products', 0]);
  });
});

describe('conditions', () => {
  const query = 'query($a:Boolean!$b:Boolean!){product(id:1){name stars@include(if:$a)...@skip(if:$b){inStock}}}';
  const head = 'query($a:Boolean!$b:Boolean!)';

  test('are decided', () => {
    expect(plain(shopGraph, query, { a: true, b: true })).toBe(`${head}{product(id:1){name stars}}`);
  });

  test('stay with their fields where they are not', () => {
    expect(plain(shopGraph, query, { a: true })).toBe(`${head}{product(id:1){name stars inStock@skip(if:$b)}}`);
  });

  test('an object of which everything may be skipped is asked for all the same', () => {
    expect(plain(shopGraph, '{product(id:1){name@skip(if:true)}}')).toBe('{product(id:1){__typename}}');
    expect(plain(shopGraph, 'query($a:Boolean!){product(id:1){name@skip(if:$a)}}')).toBe(
      'query($a:Boolean!){product(id:1){__typename name@skip(if:$a)}}',
    );
  });
});

describe('types', () => {
  test('names are asked for where they tell types apart', () => {
    expect(plain(shopGraph, '{product(id:1){__typename name}}')).toBe('{product(id:1){name}}');
    expect(plain(criticsGraph, '{allMedia{title}}')).toBe('{allMedia{title}}');
    expect(plain(criticsGraph, '{allMedia{title ...on Book{__typename}}}')).toBe('{allMedia{__typename title}}');
  });

  test('fragments that tell no types apart are dissolved', () => {
    expect(plain(criticsGraph, '{allMedia{...on Node{id ...on Media{title}}...on Item{...on Node{id}}}}')).toBe(
      '{allMedia{__typename id title}}',
    );
  });

  test('fragments within fragments become one, on the types that match all', () => {
    expect(plain(criticsGraph, '{nodes{...on Work{...on Node{id}...on Poster{width}}}}')).toBe(
      '{nodes{__typename ...on Book{id}...on Film{id}}}',
    );
  });
});

test('fragments that spread each other twice take no longer for it', () => {
  const chain = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on Product{...F${index + 1}...F${index + 1}}`,
  );
  expect(plain(shopGraph, `{product(id:1){...F0}}${chain.join('')}fragment F40 on Product{name}`)).toBe(
    '{product(id:1){name}}',
  );
});

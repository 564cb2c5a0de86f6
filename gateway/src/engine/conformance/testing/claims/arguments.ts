import type { ClaimSet } from '../claim.ts';
import { bank } from '../fixtures/bank.ts';
import { shop } from '../fixtures/shop.ts';

export const argumentsAndVariables: readonly ClaimSet[] = [
  // `echo` answers its arguments as they arrived.
  {
    fixture: shop,
    title: 'arguments',
    claims: {
      'no arguments: the defaults of the schema': '{ echo }',
      'literals of every kind':
        '{ echo(text: "a \\"b\\"\\n", numbers: [1, 2], size: LARGE, json: {a: [1.5, null, "x", {b: true}]}, filter: {sizes: [SMALL], price: {min: 1}}) }',
      'null literals': '{ echo(text: null, numbers: null, json: null) }',
      'a single value where a list is expected': '{ echo(numbers: 3) }',
      'a variable of every kind': {
        query:
          'query ($text: String, $numbers: [Int!], $size: Size, $json: Json, $filter: ProductFilter) { echo(text: $text, numbers: $numbers, size: $size, json: $json, filter: $filter) }',
        variables: {
          text: 'ü "quoted"\n',
          numbers: [3, 4],
          size: 'LARGE',
          json: { deep: [{ er: null }], 'no name': 1 },
          filter: { sizes: ['SMALL', 'LARGE'], price: { min: 0, max: null } },
        },
      },
      'a variable that is null is null, not its default': {
        query: 'query ($text: String = "given") { echo(text: $text) }',
        variables: { text: null },
      },
      'a variable that is not given takes its default': 'query ($text: String = "given") { echo(text: $text) }',
      'a variable without a default that is not given: the argument’s default':
        'query ($text: String) { echo(text: $text) }',
      'a default that is an input object':
        'query ($filter: ProductFilter = {sizes: [LARGE]}) { products(filter: $filter) { name } }',
      'a default that is an enum, a list, an object of a custom scalar':
        'query ($size: Size = LARGE, $numbers: [Int!] = [7], $json: Json = {a: 1}) { echo(size: $size, numbers: $numbers, json: $json) }',
      'a variable within an input object': {
        query: 'query ($min: Int, $sizes: [Size!]) { echo(filter: {sizes: $sizes, price: {min: $min, max: 9}}) }',
        variables: { min: 4, sizes: ['LARGE'] },
      },
      'a variable within a list': {
        query: 'query ($one: Int!) { echo(numbers: [0, $one, 2]) }',
        variables: { one: 1 },
      },
      'a variable within a custom scalar': {
        query: 'query ($one: Json) { echo(json: {list: [$one, 2]}) }',
        variables: { one: { a: 1 } },
      },
      'a missing variable within an input object leaves its field out':
        'query ($min: Int) { echo(filter: {price: {min: $min}}) }',
      'a single value for a variable that is a list': {
        query: 'query ($numbers: [Int!]) { echo(numbers: $numbers) }',
        variables: { numbers: 5 },
      },
      'a number for a variable that is an ID': {
        query: 'query ($id: ID!) { product(id: $id) { name stars } }',
        variables: { id: 1 },
      },
      'a variable that reaches an entity’s field': {
        query: 'query ($first: Int) { products { reviews(first: $first) { text } } }',
        variables: { first: 1 },
      },
      'a variable that reaches two subgraphs': {
        query:
          'query ($id: ID!, $w: ID) { product(id: $id) { stock(warehouse: $w) } user(id: $id) { username } review(id: $id) { text } }',
        variables: { id: '2', w: '3' },
      },
      'variables that are not declared reach nobody': {
        query: 'query ($id: ID!) { product(id: $id) { stars } }',
        variables: { id: '1', stray: 'x' },
      },
      'defaults of arguments of entity fields': '{ product(id: 1) { stock reviews { text } shippingCost } }',
      'an enum argument of an entity field':
        '{ product(id: 1) { reviews(order: BEST, first: 1) { rating } name(locale: DE) } }',
      'custom scalars in answers pass as they are': '{ products { attributes } }',
      'enums in answers': '{ products { size } users { membership } }',
    },
  },

  {
    fixture: bank,
    title: 'arguments of mutations',
    claims: {
      'input objects with defaults, as literals and as variables': {
        query:
          'mutation ($input: DepositInput!) { a: deposit(input: {account: 1}) { balance owner } b: deposit(input: $input) { balance owner } }',
        variables: { input: { account: '1', amount: 4, tags: ['x', 'y'] } },
      },
      'a null that is given to an argument without a default': {
        query: 'query ($first: Int) { a: entries(first: $first) { text } b: entries { text } }',
        variables: { first: null },
      },
    },
  },
];

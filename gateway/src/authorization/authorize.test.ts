import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse, print, validate, type DocumentNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { createAuthorize, type Authorization, type AuthorizationMode } from './authorize.ts';
import { extractAuthorization } from './extract-authorization.ts';
import { createPolicies } from './policies.ts';
import { compose } from './testing/compose.ts';

const { sdl, rules } = extractAuthorization(
  compose({
    shop: `
      type Query { shop: Shop! me: User users: [User!]! matrix: [[User]] node: Node staff: Int @policy(policies: [["role:ADMIN"]]) search: [Found] }
      type Mutation { buy: User close: User @authenticated count: Int! @authenticated }
      type Subscription { ticks: User alarms: Int @authenticated }
      interface Node { id: ID! note: String }
      type User implements Node { id: ID! name: String! mail: String @authenticated pin: Int! @authenticated note: String friend: User key: String @requiresScopes(scopes: [["a", "b"], ["c"]]) }
      type Shop implements Node { id: ID! note: String @authenticated vault: Vault }
      type Vault @authenticated { sum: Int }
      union Found = Shop | Vault
    `,
  }),
);
const schema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
const authorize = createAuthorize(schema, rules);
const somebody: CallerClaims = { sub: 'usr_1', sid: 'ses_1', roles: [], vendors: [] };

interface Given {
  readonly caller?: CallerClaims | null;
  readonly mode?: AuthorizationMode;
  readonly variables?: Record<string, unknown>;
}

function ask(
  text: string | DocumentNode,
  { caller = null, mode = 'partial', variables = {} }: Given = {},
): Authorization {
  const document = typeof text === 'string' ? parse(text) : text;
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return authorize({ document, operation, caller, mode, variables, evaluatePolicy: createPolicies({}) });
}

function pathsOf(authorization: Authorization): unknown[] {
  return authorization.kind === 'granted' ? [] : authorization.errors.map(({ path }) => path?.join('.'));
}

/** The reduced operation on one line. */
function leftOf(authorization: Authorization): string {
  if (authorization.kind !== 'reduced') throw new Error(authorization.kind);
  const { document } = authorization.reduction;
  expect(validate(schema, document)).toEqual([]);
  return print(document).replace(/\s+/g, ' ').trim();
}

test('what no rule is about is granted, and so is what the caller may see', () => {
  expect(ask('{ me { id name } __schema { types { name } } }')).toEqual({ kind: 'granted' });
  expect(ask('{ me { mail } }', { caller: somebody })).toEqual({ kind: 'granted' });
  expect(ask('{ staff }', { caller: { ...somebody, roles: ['ADMIN'] } })).toEqual({ kind: 'granted' });
});

test('a denied field is left out and told of, by the Apollo Router’s code and without a word about the rule', () => {
  const authorization = ask('{ me { name mail } }');
  expect(leftOf(authorization)).toBe('{ me { name } }');
  expect(authorization).toMatchObject({ kind: 'reduced' });
  expect(authorization.kind !== 'granted' && authorization.errors.map((error) => error.toJSON())).toEqual([
    { message: 'Unauthorized field or type', path: ['me', 'mail'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
  ]);
});

test('scopes: one group must be held whole; without a caller none is', () => {
  const denied = (scopes?: readonly string[]) =>
    pathsOf(ask('{ me { key } }', { caller: scopes ? { ...somebody, scopes } : null })).length > 0;
  expect([[], ['a'], ['b', 'x'], ['a', 'b'], ['c'], undefined].map((scopes) => denied(scopes))).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
  ]);
});

describe('what is left', () => {
  test.each([
    ['an object whose fields are all denied stays an object', '{ me { mail } }', '{ me { __typename } }'],
    ['a root without permitted fields asks nothing of anybody', '{ staff }', '{ __typename }'],
    ['a field of a ruled type goes with all it selects', '{ shop { id vault { sum } } }', '{ shop { id } }'],
    [
      'fields of a ruled type go, its name stays',
      '{ search { ... on Vault { __typename sum } ... on Shop { id } } }',
      '{ search { __typename ... on Vault { __typename } ... on Shop { id } } }',
    ],
    [
      'an interface’s field is as closed as its strictest implementation; the implementation’s own is not',
      '{ node { note ... on User { note } } }',
      '{ node { ... on User { note } } }',
    ],
    [
      'where nulls depend on the type of an object, its name is asked for',
      '{ node { id ... on User { mail } } }',
      '{ node { __typename id } }',
    ],
    [
      'a fragment without permitted fields goes',
      '{ me { name ...Private } shop { id } } fragment Private on User { mail ...Pin } fragment Pin on User { pin }',
      '{ me { name } shop { id } }',
    ],
    [
      'aliases, and variables for the rest',
      'query ($a: Boolean!) { x: me { y: mail z: name @skip(if: $a) } }',
      'query ($a: Boolean!) { x: me { z: name @skip(if: $a) } }',
    ],
    ['a denied mutation', 'mutation { buy { id } close { id } }', 'mutation { buy { id } }'],
    ['denied fields of a subscription’s events', 'subscription { ticks { id mail } }', 'subscription { ticks { id } }'],
  ])('%s', (_, text, left) => {
    expect(leftOf(ask(text))).toBe(left);
  });
});

describe('paths of errors', () => {
  test.each([
    ['response keys', '{ x: me { y: mail } }', ['x.y']],
    [
      '@ for elements of lists, as deep as they are',
      '{ users { mail } matrix { mail } }',
      ['users.@.mail', 'matrix.@.@.mail'],
    ],
    ['once for what is asked for twice', '{ me { mail ... { mail } ...F } } fragment F on User { mail }', ['me.mail']],
    [
      'at every place a fragment is spread',
      '{ me { ...F friend { ...F } } } fragment F on User { mail }',
      ['me.mail', 'me.friend.mail'],
    ],
    ['where some object has null at it', '{ node { note ... on User { note } } }', ['node.note']],
    [
      'not where every object shows it as its own type’s',
      '{ node { ... on User { note ... on Node { note } x: id } ...F } } fragment F on User { note ...G } fragment G on Node { note }',
      [],
    ],
    [
      'where an object shows it under another key',
      '{ node { ... on User { n: note ... on Node { note } } } }',
      ['node.note'],
    ],
    [
      'where it may be left out as the object’s own',
      'query ($a: Boolean = true) { node { ... on User { note @include(if: $a) ... on Node { note } } } }',
      ['node.note'],
    ],
    [
      'where it is shown at another place',
      '{ node { ... on User { friend { note } ... on Node { note } } } }',
      ['node.note'],
    ],
    ['not where a literal leaves it out', '{ me { name mail @skip(if: true) ... @include(if: false) { pin } } }', []],
  ])('%s', (_, text, paths) => {
    expect(pathsOf(ask(text))).toEqual(paths);
  });

  test('not where the client’s variables leave it out', () => {
    const text =
      'query ($a: Boolean!, $b: Boolean = true) { me { name mail @include(if: $a) ... @skip(if: $b) { pin } } }';
    expect(pathsOf(ask(text, { variables: { a: true } }))).toEqual(['me.mail']);
    expect(pathsOf(ask(text, { variables: { a: false, b: false } }))).toEqual(['me.pin']);
    expect(ask(text, { variables: { a: false }, mode: 'reject' })).toMatchObject({ kind: 'reduced', errors: [] });
  });

  test('a fan-out of fragments costs what it tells, and tells at most a hundred and that there are more', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on User { a: friend { ...F${level + 1} } b: friend { ...F${level + 1} } }`,
    );
    const authorization = ask(`{ me { ...F0 } } ${levels.join(' ')} fragment F40 on User { mail }`);
    const paths = pathsOf(authorization);
    expect(paths).toHaveLength(101);
    expect(paths.at(-1)).toBeUndefined();
  });
});

describe('refused as a whole', () => {
  test('in mode reject: anything denied', () => {
    expect(ask('{ me { name mail } }', { mode: 'reject' })).toMatchObject({
      kind: 'refused',
      errors: [{ path: ['me', 'mail'] }],
    });
    expect(ask('{ me { name } }', { mode: 'reject' })).toEqual({ kind: 'granted' });
  });

  test('a subscription without a permitted root field', () => {
    expect(ask('subscription { alarms }')).toMatchObject({ kind: 'refused', errors: [{ path: ['alarms'] }] });
  });
});

describe('what is remembered', () => {
  const document = parse('{ me { mail key } staff }');
  const reductionFor = (caller: CallerClaims | null) => {
    const authorization = ask(document, { caller });
    return authorization.kind === 'reduced' ? authorization.reduction : authorization.kind;
  };

  test('callers who may see the same get the same reduction, others another', () => {
    const anonymous = reductionFor(null);
    expect(reductionFor(null)).toBe(anonymous);
    const signedIn = reductionFor(somebody);
    expect(signedIn).not.toBe(anonymous);
    expect(reductionFor({ ...somebody, sub: 'usr_2', scopes: ['a'] })).toBe(signedIn);
    expect(reductionFor({ ...somebody, scopes: ['c'], roles: ['ADMIN'] })).toBe('granted');
  });

  test('a policy is evaluated once per operation', () => {
    const asked: string[] = [];
    const text = parse('{ a: staff b: staff }');
    const operation = getOperationAST(text);
    if (!operation) throw new Error('no operation');
    authorize({
      document: text,
      operation,
      caller: null,
      mode: 'partial',
      variables: {},
      evaluatePolicy: (name) => asked.push(name) < 0,
    });
    expect(asked).toEqual(['role:ADMIN']);
  });
});

test('a mutation that could not be answered is not executed: its client would not learn what it has done', () => {
  const refused = (text: string, variables = {}) => ask(text, { variables }).kind;
  for (const text of ['{ buy { id } count }', '{ buy { id } ...F } fragment F on Mutation { ... { n: count } }'])
    expect([text, refused(`mutation ${text}`)]).toEqual([text, 'refused']);
  expect(refused('mutation { buy { id } close { id } }')).toBe('reduced');
  const conditional = 'mutation ($also: Boolean!) { buy { id } count @include(if: $also) }';
  expect([refused(conditional, { also: true }), refused(conditional, { also: false })]).toEqual(['refused', 'reduced']);
});

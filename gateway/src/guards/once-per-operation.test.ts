import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { oncePerOperation } from './once-per-operation.ts';

const schema = buildSchema(`
  type Query { user: User }
  type User { signIn: Int }
  type Mutation { signIn(password: String): Int changePassword: Int other: Int }
`);
const rule = oncePerOperation(['Mutation.signIn', 'Mutation.changePassword']);
const messages = (text: string) => validate(schema, parse(text), [rule]).map(({ message }) => message);

it.each([
  ['mutation { signIn }'],
  ['mutation { signIn other again: other }'],
  ['{ user { signIn again: signIn } }'],
  ['{ user { signIn } }'],
])('lets %s pass', (text) => {
  expect(messages(text)).toEqual([]);
});

it.each([
  ['aliases', 'mutation { a: signIn(password: "a") b: signIn(password: "b") }', 'signIn'],
  ['a fragment', 'mutation { ...A b: signIn } fragment A on Mutation { a: signIn }', 'signIn'],
  ['another name', 'mutation { signIn changePassword }', 'changePassword and signIn'],
  ['fragments within', 'mutation { ... { a: signIn ... on Mutation { b: signIn } } }', 'signIn'],
])('refuses a second try by %s', (_, text, names) => {
  expect(messages(text)).toEqual([`One operation may try ${names} once.`]);
});

import { extractAuthorization } from '@bazaar/gateway/authorization/extract-authorization';
import { NOTHING_REQUIRED, textOf, type AnyOfAll, type Requirement } from '@bazaar/gateway/authorization/requirement';
import { readCosts, type CostModel } from '@bazaar/gateway/guards/cost/read-costs';
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { SchemaChange } from './schema-changes.ts';

/** On which terms a supergraph lets its clients have what they see: its whole text, at a revision and now. */
export interface Terms {
  readonly former: string;
  readonly current: string;
}

/**
 * What changed of what takes to see an element, and of what it costs: neither is in the schema that clients see. Elements that are new or gone are told of
 * by others.
 */
export function findTermChanges(
  { former, current }: Terms,
  before: GraphQLSchema,
  after: GraphQLSchema,
): SchemaChange[] {
  if (former === current) return [];
  const rules = {
    before: extractAuthorization(former).rules.fields,
    after: extractAuthorization(current).rules.fields,
  };
  const costs = { before: readCosts(former), after: readCosts(current) };
  const changes: SchemaChange[] = [];
  for (const { type, field, path } of fieldsOf(after)) {
    if (!hasField(before, type, field)) continue;
    const required = rules.before.get(type)?.get(field) ?? NOTHING_REQUIRED;
    const requires = rules.after.get(type)?.get(field) ?? NOTHING_REQUIRED;
    if (textOf(required) !== textOf(requires)) changes.push(ruleChange(path, required, requires));
    if (costOf(costs.before, path) !== costOf(costs.after, path)) changes.push(costChange(path));
  }
  return changes;
}

function* fieldsOf(schema: GraphQLSchema): Iterable<{ type: string; field: string; path: string }> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.keys(type.getFields())) yield { type: type.name, field, path: `${type.name}.${field}` };
  }
}

function hasField(schema: GraphQLSchema, name: string, field: string): boolean {
  const type = schema.getType(name);
  return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), field);
}

function ruleChange(path: string, before: Requirement, after: Requirement): SchemaChange {
  const isEasier = implies(before, after);
  return {
    risk: isEasier ? 'safe' : 'breaking',
    path,
    message: `Field '${path}' now asks of its caller: ${wordsOf(after)}; before: ${wordsOf(before)}`,
    reason: isEasier ? null : 'Who cannot meet it gets null and an error.',
  };
}

/** Whether everybody who meets one requirement meets the other. */
function implies(one: Requirement, other: Requirement): boolean {
  return (
    (one.authenticated || !other.authenticated) &&
    other.scopes.every((groups) => one.scopes.some((given) => isWithin(given, groups))) &&
    other.policies.every((groups) => one.policies.some((given) => isWithin(given, groups)))
  );
}

/** Each way to meet the one holds everything of some way to meet the other. */
function isWithin(one: AnyOfAll, other: AnyOfAll): boolean {
  return one.every((given) => other.some((asked) => asked.every((name) => given.includes(name))));
}

function wordsOf({ authenticated, scopes, policies }: Requirement): string {
  const words = [
    ...(authenticated ? ['to be signed in'] : []),
    ...scopes.map((groups) => `the scopes ${JSON.stringify(groups)}`),
    ...policies.map((groups) => `the policies ${JSON.stringify(groups)}`),
  ];
  return words.join(' and ') || 'nothing';
}

function costChange(path: string): SchemaChange {
  return {
    risk: 'dangerous',
    path,
    message: `What field '${path}' costs has changed`,
    reason: 'A document that asks for it may cost more than its clients may spend.',
  };
}

/** Of a field and its arguments, as a text. */
function costOf({ weights, listSizes }: CostModel, path: string): string {
  const given = [...weights].filter(([coordinate]) => coordinate === path || coordinate.startsWith(`${path}(`));
  return JSON.stringify([given, listSizes.get(path)]);
}

import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import type { NamedSchema } from './find-schema-problems.ts';

const RULES = new Set(['authenticated', 'requiresScopes', 'policy']);

/** Names that rules may speak of. */
export interface RuleVocabulary {
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}

/**
 * Mutations that have no authorization rule and are not among those that anybody may call, entries of that list that are no such mutations, and rules
 * about roles, scopes and policies that there are not: nobody would ever meet them.
 */
export function findRuleProblems(
  subgraphs: readonly NamedSchema[],
  publicMutations: Readonly<Record<string, string>>,
  vocabulary: RuleVocabulary,
): string[] {
  const open = subgraphs.flatMap(({ typeDefs }) => mutationsWithoutRule(typeDefs));
  const unlisted = open
    .filter((name) => !Object.hasOwn(publicMutations, name))
    .map((name) => `Mutation.${name} has no rule, and nobody says why everybody may call it`);
  const stale = Object.keys(publicMutations)
    .filter((name) => !open.includes(name))
    .map((name) => `Mutation.${name} is not a mutation without a rule`);
  const strange = subgraphs.flatMap(({ name, typeDefs }) =>
    namesInRules(typeDefs).flatMap(([directive, value]) =>
      isKnown(directive, value, vocabulary) ? [] : [`${name}: @${directive} speaks of ${value}, which there is not`],
    ),
  );
  return [...unlisted, ...stale, ...new Set(strange)];
}

function mutationsWithoutRule({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) => {
    const isType = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
    if (!isType || definition.name.value !== 'Mutation') return [];
    if (hasRule(definition.directives)) return [];
    return (definition.fields ?? []).filter(({ directives }) => !hasRule(directives)).map(({ name }) => name.value);
  });
}

function hasRule(directives: readonly ConstDirectiveNode[] = []): boolean {
  return directives.some(({ name }) => RULES.has(bareName(name.value)));
}

function bareName(name: string): string {
  return name.replace(/^federation__/, '');
}

/** What `@requiresScopes` and `@policy` name, with the directive that does. */
function namesInRules({ definitions }: DocumentNode): [string, string][] {
  const directives = definitions.flatMap((definition) => [
    ...('directives' in definition ? (definition.directives ?? []) : []),
    ...('fields' in definition ? (definition.fields ?? []).flatMap((field) => field.directives ?? []) : []),
  ]);
  return directives.flatMap(({ name, arguments: given = [] }) => {
    const directive = bareName(name.value);
    if (!RULES.has(directive)) return [];
    return given.flatMap(({ value }) => stringsIn(value)).map((text): [string, string] => [directive, text]);
  });
}

function stringsIn(value: { readonly kind: string }): string[] {
  const node = value as ConstValueNode;
  if (node.kind === Kind.LIST) return node.values.flatMap(stringsIn);
  return node.kind === Kind.STRING ? [node.value] : [];
}

function isKnown(directive: string, name: string, { roles, scopes }: RuleVocabulary): boolean {
  if (directive === 'requiresScopes') return scopes.includes(name);
  const [kind, of = ''] = /^(role|scope|partner):(.+)$/.exec(name)?.slice(1) ?? [];
  if (kind === 'role') return roles.includes(of);
  return kind === undefined ? name === 'vendor:member' : scopes.includes(of);
}

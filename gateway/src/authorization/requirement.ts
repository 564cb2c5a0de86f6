import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** One of these groups has to hold, and of that group everything. No groups ask for nothing, as in composition. */
export type AnyOfAll = readonly (readonly string[])[];

/** What a caller must have to see an element of the schema. Every part must be met. */
export interface Requirement {
  /** `@authenticated`. */
  readonly authenticated: boolean;
  /** `@requiresScopes`; more than one list where several elements speak: each of them must be met. */
  readonly scopes: readonly AnyOfAll[];
  /** `@policy`, in the same way. */
  readonly policies: readonly AnyOfAll[];
}

/** Whether a caller meets a policy. Null: nobody signed in. */
export type EvaluatePolicy = (policy: string, caller: CallerClaims | null) => boolean;

export const NOTHING_REQUIRED: Requirement = { authenticated: false, scopes: [], policies: [] };

export function requiresSomething({ authenticated, scopes, policies }: Requirement): boolean {
  return authenticated || scopes.length > 0 || policies.length > 0;
}

/** What is required where several elements speak: all of it, each thing once. */
export function allOf(requirements: readonly Requirement[]): Requirement {
  return {
    authenticated: requirements.some(({ authenticated }) => authenticated),
    scopes: distinct(requirements.flatMap(({ scopes }) => scopes)),
    policies: distinct(requirements.flatMap(({ policies }) => policies)),
  };
}

/** A text that is the same for requirements that ask for the same in the same words. */
export function textOf({ authenticated, scopes, policies }: Requirement): string {
  return JSON.stringify([authenticated, scopes, policies]);
}

/** Remembers what it found out about a caller: within one operation many elements ask the same. */
export function createJudge(caller: CallerClaims | null, evaluatePolicy: EvaluatePolicy): (of: Requirement) => boolean {
  const scopes = new Set(caller?.scopes);
  const policies = new Map<string, boolean>();
  function hasPolicy(policy: string): boolean {
    let isMet = policies.get(policy);
    if (isMet === undefined) policies.set(policy, (isMet = evaluatePolicy(policy, caller)));
    return isMet;
  }
  return (required) =>
    (caller !== null || !required.authenticated) &&
    required.scopes.every((groups) => isMet(groups, (scope) => scopes.has(scope))) &&
    required.policies.every((groups) => isMet(groups, hasPolicy));
}

function isMet(groups: AnyOfAll, has: (name: string) => boolean): boolean {
  return groups.length === 0 || groups.some((group) => group.every(has));
}

/** In a fixed order, without repetitions, also within. */
function distinct(lists: readonly AnyOfAll[]): AnyOfAll[] {
  const texts = lists.map((groups) =>
    JSON.stringify([...new Set(groups.map((group) => JSON.stringify([...new Set(group)].toSorted())))].toSorted()),
  );
  return [...new Set(texts)]
    .toSorted()
    .map((text) => (JSON.parse(text) as string[]).map((group) => JSON.parse(group) as string[]));
}

import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { EvaluatePolicy } from './requirement.ts';
import type { AuthorizationRules } from './rules.ts';

/** A policy of the settings: all that is given must hold. */
export interface PolicySettings {
  /** The caller has one of these roles. */
  readonly roles?: readonly string[] | undefined;
  /** The caller has all of these scopes. */
  readonly scopes?: readonly string[] | undefined;
}

/** By the name that `@policy` gives. */
export type Policies = Readonly<Record<string, PolicySettings>>;

const ROLE = /^role:(.+)$/s;
const VENDOR_MEMBER = 'vendor:member';

/**
 * Evaluates policies by what the caller's token says: `role:<ROLE>`, `vendor:member` (of any vendor), and those of the settings. A policy that nobody
 * defined is met by nobody.
 */
export function createPolicies(policies: Policies): EvaluatePolicy {
  const byName = new Map(Object.entries(policies));
  return (name, caller) => {
    if (!caller) return false;
    const settings = byName.get(name);
    if (settings) return isMet(settings, caller);
    if (name === VENDOR_MEMBER) return caller.vendors.length > 0;
    const role = ROLE.exec(name)?.[1];
    return role !== undefined && caller.roles.includes(role);
  };
}

function isMet({ roles, scopes = [] }: PolicySettings, caller: CallerClaims): boolean {
  return (
    (!roles || roles.some((role) => caller.roles.includes(role))) &&
    scopes.every((scope) => caller.scopes?.includes(scope))
  );
}

/** Policies of a supergraph that nobody can meet for want of a definition: worth a warning at load. */
export function findUndefinedPolicies(rules: AuthorizationRules, policies: Policies): string[] {
  return rules.policies.filter((name) => !Object.hasOwn(policies, name) && name !== VENDOR_MEMBER && !ROLE.test(name));
}

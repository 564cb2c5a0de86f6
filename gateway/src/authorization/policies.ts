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

const BUILT_IN = /^(role|scope|partner):(.+)$/s;
const VENDOR_MEMBER = 'vendor:member';

/**
 * Evaluates policies by what the caller's token or key says: those of the settings, and
 * - `role:<ROLE>`: the caller has the role;
 * - `scope:<scope>`: the caller has the scope;
 * - `partner:<scope>`: a caller with scopes (a partner's key) has this one; callers without any, signed in or not, need none;
 * - `vendor:member`: the caller belongs to some vendor.
 *
 * A policy that nobody defined is met by nobody.
 */
export function createPolicies(policies: Policies): EvaluatePolicy {
  const byName = new Map(Object.entries(policies));
  return (name, caller) => {
    const settings = byName.get(name);
    if (settings) return caller !== null && isMet(settings, caller);
    if (name === VENDOR_MEMBER) return caller !== null && caller.vendors.length > 0;
    const [, kind, of = ''] = BUILT_IN.exec(name) ?? [];
    switch (kind) {
      case 'role':
        return caller !== null && caller.roles.includes(of);
      case 'scope':
        return caller?.scopes?.includes(of) === true;
      case 'partner':
        return caller?.scopes === undefined || caller.scopes.includes(of);
      default:
        return false;
    }
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
  return rules.policies.filter(
    (name) => !Object.hasOwn(policies, name) && name !== VENDOR_MEMBER && !BUILT_IN.test(name),
  );
}

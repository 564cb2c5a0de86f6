import type { Role } from './user.ts';

const APPOINTED: readonly Role[] = ['ADMIN', 'SUPERADMIN'];

export type RolesDecision =
  | { readonly kind: 'changed'; readonly roles: readonly Role[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'notGrantable' };

/**
 * Decides a user's roles after an administrator asked for `wanted`. CUSTOMER always stays; VENDOR follows memberships and is left as it is.
 * ADMIN and SUPERADMIN are granted and taken only by who may appoint administrators.
 */
export function decideRoles(current: readonly Role[], wanted: readonly Role[], mayAppoint: boolean): RolesDecision {
  const asked = wanted.filter((role) => role !== 'CUSTOMER' && role !== 'VENDOR');
  const kept = current.filter((role) => role === 'VENDOR');
  const roles: Role[] = ['CUSTOMER', ...kept, ...new Set(asked)];
  const moved = [...roles, ...current].filter((role) => roles.includes(role) !== current.includes(role));
  if (moved.length === 0) return { kind: 'unchanged' };
  if (!mayAppoint && moved.some((role) => APPOINTED.includes(role))) return { kind: 'notGrantable' };
  return { kind: 'changed', roles };
}

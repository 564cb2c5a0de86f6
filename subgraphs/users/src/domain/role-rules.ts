import type { Role } from './user.ts';

const APPOINTED_BY_SUPERADMIN: readonly Role[] = ['ADMIN', 'SUPERADMIN'];

export type RolesDecision =
  | { readonly kind: 'changed'; readonly roles: readonly Role[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'notGrantable' };

/**
 * Decides a user's roles after an administrator asked for `wanted`. CUSTOMER always stays; VENDOR follows memberships and is left as it is.
 * Only a SUPERADMIN grants or takes ADMIN and SUPERADMIN.
 */
export function decideRoles(current: readonly Role[], wanted: readonly Role[], bySuperadmin: boolean): RolesDecision {
  const asked = wanted.filter((role) => role !== 'CUSTOMER' && role !== 'VENDOR');
  const kept = current.filter((role) => role === 'VENDOR');
  const roles: Role[] = ['CUSTOMER', ...kept, ...new Set(asked)];
  const moved = [...roles, ...current].filter((role) => roles.includes(role) !== current.includes(role));
  if (moved.length === 0) return { kind: 'unchanged' };
  if (!bySuperadmin && moved.some((role) => APPOINTED_BY_SUPERADMIN.includes(role))) return { kind: 'notGrantable' };
  return { kind: 'changed', roles };
}

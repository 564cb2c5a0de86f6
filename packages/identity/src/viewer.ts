import { isIdOf, type Id } from '@bazaar/ids/id';
import type { SessionId, UserId, VendorId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { z } from 'zod';
import { actingUser } from './acting-user.ts';
import { isRole, isVendorRole, type Role, type VendorRole } from './roles.ts';

/** Who asks. Everything that reads or writes takes it, and filters by it. */
export type Viewer = Anonymous | UserViewer | ServiceViewer;

export interface Anonymous {
  readonly kind: 'anonymous';
}

export interface UserViewer {
  readonly kind: 'user';
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly roles: readonly Role[];
  /** As the access token knew them, up to 15 minutes ago. */
  readonly memberships: readonly Membership[];
}

export interface Membership {
  readonly vendorId: VendorId;
  readonly role: VendorRole;
}

/** A subgraph at work, for someone or (events, sweeps) for nobody. */
export interface ServiceViewer {
  readonly kind: 'service';
  /** The subgraph's name. */
  readonly name: string;
  readonly actingFor: Anonymous | UserViewer;
}

export const ANONYMOUS: Anonymous = Object.freeze({ kind: 'anonymous' });

/** An id of one type, as zod reads it. */
const idOf = <Prefix extends string>(prefix: Prefix) =>
  z.string().refine((text): text is Id<Prefix> => isIdOf(prefix, text), `not an id of type ${prefix}`);

const callerAsUser = z.object({
  sub: idOf('usr'),
  sid: idOf('ses'),
  roles: z.array(z.string()),
  vendors: z.array(z.object({ id: idOf('vnd'), role: z.string() })),
});

/**
 * The viewer behind the claims of a verified token, frozen. Roles that this version does not know grant nothing and are left out,
 * so that a newer version may issue them.
 * @throws Fault `UNAUTHENTICATED` when the claims are malformed.
 */
export function viewerFromCaller(caller: CallerClaims | null): Anonymous | UserViewer {
  if (caller === null) return ANONYMOUS;
  const parsed = callerAsUser.safeParse(caller);
  if (!parsed.success) throw new Fault('UNAUTHENTICATED', 'The identity is malformed.', { cause: parsed.error });
  const { sub, sid, roles, vendors } = parsed.data;
  return Object.freeze({
    kind: 'user',
    userId: sub,
    sessionId: sid,
    roles: Object.freeze(roles.filter(isRole)),
    memberships: Object.freeze(
      vendors.flatMap(({ id, role }) => (isVendorRole(role) ? [Object.freeze({ vendorId: id, role })] : [])),
    ),
  });
}

/** The claims that stand for a viewer on the wire: those of the user who asks, directly or through a service; null for nobody. */
export function callerFromViewer(viewer: Viewer): CallerClaims | null {
  const user = actingUser(viewer);
  if (!user) return null;
  return Object.freeze({
    sub: user.userId,
    sid: user.sessionId,
    roles: user.roles,
    vendors: Object.freeze(user.memberships.map(({ vendorId, role }) => Object.freeze({ id: vendorId, role }))),
  });
}

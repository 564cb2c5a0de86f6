import { isIdOf, type Id } from '@bazaar/ids/id';
import type { PartnerId, PartnerKeyId, SessionId, UserId, VendorId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { z } from 'zod';
import { isRole, isVendorRole, type Role, type VendorRole } from './roles.ts';
import { isScope, type Scope } from './scopes.ts';

/** Who asks. Everything that reads or writes takes it, and filters by it. */
export type Viewer = ClientViewer | ServiceViewer;

/** Who asks from outside. */
export type ClientViewer = Anonymous | UserViewer | PartnerViewer;

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

/** A partner's program, by one of its keys. It is no user: nothing of the marketplace belongs to it but its documents. */
export interface PartnerViewer {
  readonly kind: 'partner';
  readonly partnerId: PartnerId;
  readonly keyId: PartnerKeyId;
  readonly scopes: readonly Scope[];
}

/** A subgraph, or the gateway, at work, for someone or (events, sweeps) for nobody. */
export interface ServiceViewer {
  readonly kind: 'service';
  /** The subgraph's name, or `gateway`. */
  readonly name: string;
  readonly actingFor: ClientViewer;
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

const callerAsPartner = z.object({
  sub: idOf('ptn'),
  sid: idOf('pky'),
  // In full, so that no other claims can pass for a partner's.
  roles: z.tuple([z.literal('PARTNER')]),
  vendors: z.tuple([]),
  scopes: z.array(z.string()),
});

/**
 * The viewer behind the claims of a verified token, frozen. Roles and scopes that this version does not know grant nothing and are left out,
 * so that a newer version may issue them.
 * @throws Fault `UNAUTHENTICATED` when the claims are malformed.
 */
export function viewerFromCaller(caller: CallerClaims | null): ClientViewer {
  if (caller === null) return ANONYMOUS;
  // What came over the wire need not be what its type says.
  const { sub }: { readonly sub: unknown } = caller;
  return typeof sub === 'string' && sub.startsWith('ptn_') ? partnerFromCaller(caller) : userFromCaller(caller);
}

function partnerFromCaller(caller: CallerClaims): PartnerViewer {
  const parsed = callerAsPartner.safeParse(caller);
  if (!parsed.success) throw malformed(parsed.error);
  const { sub, sid, scopes } = parsed.data;
  return Object.freeze({
    kind: 'partner',
    partnerId: sub,
    keyId: sid,
    scopes: Object.freeze(scopes.filter(isScope)),
  });
}

function userFromCaller(caller: CallerClaims): UserViewer {
  const parsed = callerAsUser.safeParse(caller);
  if (!parsed.success) throw malformed(parsed.error);
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

function malformed(cause: unknown): Fault {
  return new Fault('UNAUTHENTICATED', 'The identity is malformed.', { cause });
}

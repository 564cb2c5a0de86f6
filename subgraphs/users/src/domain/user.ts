import type { SessionId, UserId, VendorId } from '@bazaar/ids/kinds';

export type Role = 'CUSTOMER' | 'VENDOR' | 'SUPPORT' | 'ADMIN' | 'SUPERADMIN' | 'PARTNER';

export interface User {
  readonly id: UserId;
  readonly email: string;
  /** An argon2id hash in PHC format. */
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string;
  readonly roles: readonly Role[];
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly version: number;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

export interface Membership {
  readonly vendorId: VendorId;
  readonly role: 'OWNER' | 'MANAGER' | 'FULFILMENT' | 'FINANCE';
}

export type SessionEnd =
  | 'SIGNED_OUT'
  | 'SIGNED_OUT_EVERYWHERE'
  | 'PASSWORD_CHANGED'
  | 'TOKEN_REUSED'
  | 'ROLES_CHANGED'
  | 'SUSPENDED'
  | 'SUPERSEDED';

export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: SessionEnd | null;
}

import type { PartnerId, PartnerKeyId } from '@bazaar/ids/kinds';

/** Someone whose programs use a part of the API, by keys of their own. */
export interface Partner {
  readonly id: PartnerId;
  readonly handle: string;
  readonly name: string;
  /** The part of the API that it may use: `schema/<contract>.graphql`. */
  readonly contract: string;
  /** What its keys may be used for, such as `catalog:read`. */
  readonly scopes: readonly string[];
  readonly requestsPerMinute: number;
  readonly createdAt: Date;
  /** Null while its keys are good. */
  readonly suspendedAt: Date | null;
}

/** A key as it may be shown: neither the secret nor its hash is here. */
export interface PartnerKey {
  readonly id: PartnerKeyId;
  readonly partnerId: PartnerId;
  /** The key's first characters. */
  readonly prefix: string;
  readonly createdAt: Date;
  /** Null: good until it is revoked. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Within a minute; null when it was never used. */
  readonly lastUsedAt: Date | null;
}

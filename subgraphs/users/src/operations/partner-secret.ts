import { createHash, randomBytes } from 'node:crypto';

/** How much of a key is shown to tell it from others: `bzp_` and 6 of its 64 digits. */
const PREFIX_LENGTH = 10;

export interface PartnerSecret {
  /** The key itself: shown once, and stored nowhere. */
  readonly secret: string;
  /** Its SHA-256. */
  readonly hash: Buffer;
  readonly prefix: string;
}

/** A partner's key: 256 random bits in hex, with a prefix by which secret scanners find leaked ones. The gateway knows its form. */
export function newPartnerSecret(): PartnerSecret {
  const secret = `bzp_${randomBytes(32).toString('hex')}`;
  return { secret, hash: createHash('sha256').update(secret).digest(), prefix: secret.slice(0, PREFIX_LENGTH) };
}

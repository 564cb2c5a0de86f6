import { createHash } from 'node:crypto';

/** A partner's key as users makes it: 256 random bits. Anything else is refused without asking anybody. */
const KEY = /^bzp_[0-9a-f]{64}$/;
const BEARER = /^Bearer +(\S+) *$/i;

/** Where a key may stand, by lower-case name. */
export type KeyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type ReadPartnerKey =
  /** No key: whoever asks may still have a token. */
  | { readonly kind: 'none' }
  /** Something that stands for a key and can be none, or more than one identity. */
  | { readonly kind: 'malformed' }
  /** SHA-256 of the key, in lower-case hex. The key itself goes no further. */
  | { readonly kind: 'key'; readonly hash: string };

/** Reads `Authorization: Bearer bzp_…` or `x-api-key: bzp_…`. A bearer token that does not begin like a key is somebody else's to judge. */
export function readPartnerKey(headers: KeyHeaders): ReadPartnerKey {
  const authorization = headers['authorization'];
  const apiKey = headers['x-api-key'];
  const token = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  const bearer = token?.startsWith('bzp_') ? token : undefined;
  if (apiKey === undefined && bearer === undefined) return { kind: 'none' };
  const given = apiKey ?? bearer;
  const alone = apiKey === undefined || authorization === undefined || bearer === apiKey;
  if (!alone || typeof given !== 'string' || !KEY.test(given)) return { kind: 'malformed' };
  return { kind: 'key', hash: createHash('sha256').update(given).digest('hex') };
}

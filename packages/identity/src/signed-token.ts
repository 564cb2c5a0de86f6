import { createHmac, timingSafeEqual } from 'node:crypto';

/** One secret, or several while one replaces another: the first signs, all verify. */
export type SigningSecrets = string | readonly [string, ...string[]];

/** HMAC-SHA256 is as strong as its secret. */
const MIN_SECRET_CHARACTERS = 32;

/**
 * A capability: whoever holds this text may use the thing with this id, for this purpose (`guest-cart`, `guest-order`), until the secret changes.
 * URL-safe when the id is.
 * @throws RangeError when the secret is shorter than 32 characters.
 */
export function signToken(secrets: SigningSecrets, purpose: string, id: string): string {
  const secret = typeof secrets === 'string' ? secrets : secrets[0];
  return `${id}.${signature(secret, purpose, id)}`;
}

/**
 * The id inside a text that {@link signToken} made for this purpose with one of these secrets; null for any other text. Takes the same time
 * wherever the signature differs.
 * @throws RangeError when a secret is shorter than 32 characters.
 */
export function verifyToken(secrets: SigningSecrets, purpose: string, text: string): string | null {
  const dot = text.lastIndexOf('.');
  if (dot < 0) return null;
  const id = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1));
  const matches = [secrets].flat().map((secret) => {
    const expected = Buffer.from(signature(secret, purpose, id));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true) ? id : null;
}

function signature(secret: string, purpose: string, id: string): string {
  if (secret.length < MIN_SECRET_CHARACTERS) throw new RangeError('A signing secret needs at least 32 characters.');
  return createHmac('sha256', secret)
    .update(JSON.stringify([purpose, id]))
    .digest('base64url');
}

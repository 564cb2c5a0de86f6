import { createHash, randomBytes } from 'node:crypto';

/** A refresh token: 256 random bits, with a prefix by which secret scanners find leaked ones. */
export function newToken(): string {
  return `bzr_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. A fast hash is enough for 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

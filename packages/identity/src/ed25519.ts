import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const base64url32Bytes = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not 32 bytes in base64url');

/** An Ed25519 public key as a JSON Web Key (RFC 8037), for configuration and storage. Other members are dropped. */
export const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url32Bytes });
/** The same with the private half `d`: a secret. */
export const privateJwk = publicJwk.extend({ d: base64url32Bytes });

export type PublicJwk = z.output<typeof publicJwk>;
export type PrivateJwk = z.output<typeof privateJwk>;

/** Makes a key pair; the public key is the private one without `d`, see {@link toPublicJwk}. */
export function generatePrivateJwk(): PrivateJwk {
  return privateJwk.parse(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
}

export function toPublicJwk({ kty, crv, x }: PublicJwk): PublicJwk {
  return { kty, crv, x };
}

/** The key's id: its thumbprint by RFC 7638, so that both sides derive the same one from the key itself. */
export function keyIdOf({ crv, kty, x }: PublicJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

/** @throws ZodError or TypeError when `jwk` is no Ed25519 private key. */
export function importPrivateJwk(jwk: PrivateJwk): KeyObject {
  return createPrivateKey({ key: privateJwk.parse(jwk), format: 'jwk' });
}

/** @throws ZodError or TypeError when `jwk` is no Ed25519 public key. */
export function importPublicJwk(jwk: PublicJwk): KeyObject {
  return createPublicKey({ key: publicJwk.parse(jwk), format: 'jwk' });
}

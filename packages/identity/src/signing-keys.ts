import { generatePrivateJwk, keyIdOf, toPublicJwk, type PrivateJwk, type PublicJwk } from './ed25519.ts';

/**
 * A key is published before it signs (NEXT), so that verifiers know it when its first token arrives; it signs (CURRENT); it stays
 * published until every token it signed has expired (PREVIOUS).
 */
export type SigningKeyState = 'NEXT' | 'CURRENT' | 'PREVIOUS';

export interface SigningKey {
  /** The key's thumbprint (RFC 7638). */
  readonly kid: string;
  /** A secret. */
  readonly privateJwk: PrivateJwk;
  readonly state: SigningKeyState;
  /** When it entered its state. */
  readonly since: Date;
}

/** How long one key signs. */
export const SIGNING_PERIOD_MS = 30 * 24 * 3_600_000;
/** How long a key is published before it signs: more than verifiers keep a key set without asking again. */
export const PUBLISHED_AHEAD_MS = 3_600_000;
/** How long a key stays published after its last signature: more than an access token lives. */
export const RETIREMENT_MS = 3_600_000;

/** A change to the stored keys; its owner applies all of one decision in one transaction, in their order. */
export type RotationStep =
  | { readonly kind: 'create'; readonly state: 'NEXT' | 'CURRENT' }
  | { readonly kind: 'move'; readonly kid: string; readonly to: 'CURRENT' | 'PREVIOUS' }
  | { readonly kind: 'remove'; readonly kid: string };

/**
 * Decides what must change about the keys at `now`: afterwards exactly one is CURRENT and one is NEXT. Nothing to do is an empty list.
 * It also heals a set from which a leaked key was deleted. Times run from `since`; a key steps out before another steps in.
 */
export function decideRotation(keys: readonly SigningKey[], now: Date): RotationStep[] {
  const ageMs = (key: SigningKey): number => now.getTime() - key.since.getTime();
  const current = keys.find((key) => key.state === 'CURRENT');
  const next = keys.find((key) => key.state === 'NEXT');
  const expired = keys.filter((key) => key.state === 'PREVIOUS' && ageMs(key) >= RETIREMENT_MS);

  const steps: RotationStep[] = expired.map(({ kid }) => ({ kind: 'remove', kid }));
  if (!current) {
    if (next) steps.push({ kind: 'move', kid: next.kid, to: 'CURRENT' });
    else steps.push({ kind: 'create', state: 'CURRENT' });
    steps.push({ kind: 'create', state: 'NEXT' });
  } else if (!next) {
    steps.push({ kind: 'create', state: 'NEXT' });
  } else if (ageMs(current) >= SIGNING_PERIOD_MS && ageMs(next) >= PUBLISHED_AHEAD_MS) {
    steps.push({ kind: 'move', kid: current.kid, to: 'PREVIOUS' });
    steps.push({ kind: 'move', kid: next.kid, to: 'CURRENT' });
    steps.push({ kind: 'create', state: 'NEXT' });
  }
  return steps;
}

/** Makes a key that enters `state` at `since`. */
export function generateSigningKey(state: SigningKeyState, since: Date): SigningKey {
  const privateJwk = generatePrivateJwk();
  return { kid: keyIdOf(privateJwk), privateJwk, state, since };
}

/** A public key as it stands in a published key set. */
export interface PublishedJwk extends PublicJwk {
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** The key set to publish (RFC 7517): the public halves of all keys, those not yet and those no longer signing too. */
export function toJwks(keys: readonly SigningKey[]): { keys: PublishedJwk[] } {
  return {
    keys: keys.map(({ kid, privateJwk }) => ({ ...toPublicJwk(privateJwk), kid, alg: 'EdDSA', use: 'sig' })),
  };
}

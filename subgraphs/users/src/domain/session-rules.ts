import type { Session } from './user.ts';

/** How long a session lives after its last refresh, in milliseconds. */
export const SESSION_LIFETIME_MS = 7 * 24 * 3_600_000;

/** How many sessions of one user are open at a time: with the next sign-in, the one that was not used for the longest time ends. */
export const MAX_OPEN_SESSIONS = 50;

export interface PresentedToken {
  /** Null when it has never been exchanged. */
  readonly usedAt: Date | null;
}

export type RefreshDecision =
  | { readonly kind: 'rotate' }
  /** Ended or expired: nothing to protect any more. */
  | { readonly kind: 'refuse' }
  /** Used before: one of its two holders is a thief, so the family ends (RFC 9700, section 4.14.2). */
  | { readonly kind: 'revoke' };

/** Decides what happens to a refresh token that was presented at `now`. */
export function decideRefresh(session: Session, token: PresentedToken, now: Date): RefreshDecision {
  if (session.endedAt !== null || session.expiresAt <= now) return { kind: 'refuse' };
  return token.usedAt === null ? { kind: 'rotate' } : { kind: 'revoke' };
}

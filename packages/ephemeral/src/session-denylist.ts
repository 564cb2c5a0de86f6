import type { Ephemeral } from './ephemeral.ts';

/** Sessions that ended before their access tokens did. */
export interface SessionDenylist {
  /**
   * Denies a session for `ttlMs` milliseconds, the longest that one of its tokens still lives.
   * @throws EphemeralUnavailable when only this process knows so far; the others will as soon as it reaches them.
   */
  deny(sessionId: string, ttlMs: number): Promise<void>;
  /** Whether the session was denied. Asked for every request: answered from memory, without a wait, but for moments after a start or a lost connection. */
  isDenied(sessionId: string): boolean | Promise<boolean>;
  /** Calls `listener` for every session that becomes denied from now on, wherever. Returns the way to stop it. */
  onDenied(listener: (sessionId: string) => void): () => void;
  /** Calls no listener any more. */
  stop(): Promise<void>;
}

/**
 * The denylist of all processes that share `ephemeral`.
 *
 * What it promises: a denial counts in the process that makes it when `deny` is called, and in the others one Redis hop later. While a process cannot
 * hear Redis it asks Redis for every session, and while it cannot do that either it fails open: it denies what it knows, accepts the rest, and logs.
 * (A connection that breaks is noticed at once, one whose other end vanished without a word within seven seconds.) What it missed it learns, and tells
 * its listeners, when the connection is back. Whatever goes wrong ends when the access tokens expire.
 */
export function createSessionDenylist(ephemeral: Ephemeral): SessionDenylist {
  const denied = ephemeral.replicatedSet('denied-sessions');
  const registrations = new Set<() => void>();
  return {
    deny: (sessionId, ttlMs) => denied.add(sessionId, ttlMs),
    isDenied: (sessionId) => denied.has(sessionId),
    onDenied(listener) {
      const unregister = denied.onAdded(listener);
      registrations.add(unregister);
      return () => {
        registrations.delete(unregister);
        unregister();
      };
    },
    stop() {
      for (const unregister of registrations) unregister();
      registrations.clear();
      return Promise.resolve();
    },
  };
}

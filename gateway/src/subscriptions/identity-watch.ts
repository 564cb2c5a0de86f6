import type { VerifiedToken } from '../identity/access-tokens.ts';
import type { Identity, KeyState } from '../identity/identify-client.ts';
import type { Denylist } from '../identity/identify.ts';

/** The longest delay a timer takes; a token that lives longer is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How often keys are asked about; answers are kept for about as long. So one that is revoked or changed is noticed within twice this time. */
const LOOK_AT_KEYS_MS = 30_000;

export interface IdentityWatch {
  /** Calls `end` with a sentence for the client when its token expires, its session is denied, its key revoked or its partner given other terms. Returns how to stop watching. */
  watch(identity: Identity, end: (why: string) => void): () => void;
  stop(): void;
}

/** Ends connections whose identity has ended. */
export function createIdentityWatch(denylist: Pick<Denylist, 'onDenied'>): IdentityWatch {
  const sessions = new Map<string, Set<(why: string) => void>>();
  const stopListening = denylist.onDenied((sessionId) => {
    for (const end of sessions.get(sessionId) ?? []) end('The session has ended.');
  });

  function watchToken({ caller, expiresAt }: VerifiedToken, end: (why: string) => void): () => void {
    const session = sessions.get(caller.sid) ?? new Set();
    // A function of its own, in case one `end` watches twice.
    const endOnce = (why: string): void => end(why);
    sessions.set(caller.sid, session.add(endOnce));
    let timer: NodeJS.Timeout;
    const check = (): void => {
      const left = expiresAt - Date.now();
      if (left <= 0) end('The access token has expired.');
      else timer = setTimeout(check, Math.min(left, LONGEST_TIMER_MS));
    };
    check();
    return () => {
      clearTimeout(timer);
      session.delete(endOnce);
      if (session.size === 0 && sessions.get(caller.sid) === session) sessions.delete(caller.sid);
    };
  }

  return {
    watch({ token, lookAgain }, end) {
      if (token) return watchToken(token, end);
      return lookAgain ? watchKey(lookAgain, end) : () => undefined;
    },
    stop: stopListening,
  };
}

/** A connection goes by what it was opened with: one whose key is good for something else by now ends too, and its client comes back to that. */
const ENDS: Readonly<Record<Exclude<KeyState, 'same'>, string>> = {
  changed: 'What the API key is good for has changed. Connect again.',
  ended: 'The API key is not valid any more.',
};

function watchKey(lookAgain: () => Promise<KeyState>, end: (why: string) => void): () => void {
  const timer = setInterval(() => {
    void lookAgain().then((state) => {
      if (state !== 'same') end(ENDS[state]);
    });
  }, LOOK_AT_KEYS_MS);
  timer.unref();
  return () => clearInterval(timer);
}

import type { WebSocket } from 'ws';
import type { Denylist } from '../identity/identify.ts';
import type { VerifiedToken } from '../identity/access-tokens.ts';

/** `Forbidden` of the graphql-transport-ws protocol. Its clients may connect again, with a fresh token. */
export const FORBIDDEN = 4403;

/** The longest delay a timer takes; a token that lives longer is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface SocketSessions {
  /** Closes `socket` with 4403 when its token expires and when its session is denied. */
  watch(socket: WebSocket, token: VerifiedToken): void;
  stop(): void;
}

/** Ends connections whose identity has ended. */
export function createSocketSessions(denylist: Pick<Denylist, 'onDenied'>): SocketSessions {
  const sessions = new Map<string, Set<WebSocket>>();
  const stopListening = denylist.onDenied((sessionId) => {
    for (const socket of sessions.get(sessionId) ?? []) socket.close(FORBIDDEN, 'The session has ended');
  });

  return {
    watch(socket, { caller, expiresAt }) {
      const sockets = sessions.get(caller.sid) ?? new Set();
      sessions.set(caller.sid, sockets.add(socket));
      let timer: NodeJS.Timeout;
      const check = (): void => {
        const left = expiresAt - Date.now();
        if (left <= 0) socket.close(FORBIDDEN, 'The access token has expired');
        else timer = setTimeout(check, Math.min(left, LONGEST_TIMER_MS));
      };
      check();
      socket.once('close', () => {
        clearTimeout(timer);
        sockets.delete(socket);
        if (sockets.size === 0 && sessions.get(caller.sid) === sockets) sessions.delete(caller.sid);
      });
    },
    stop: stopListening,
  };
}

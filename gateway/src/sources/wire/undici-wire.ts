import type { Dispatcher } from 'undici';
import { dispatchRequest } from '../dispatch-request.ts';
import type { PostWire } from './post-wire.ts';

/** Calls through undici: for TLS. */
export function createUndiciWire(pool: Dispatcher, path: string): PostWire {
  return {
    async post({ headers: { shared, own }, body, cancellation }, done) {
      const headers = [...shared, ...own];
      const answer = await dispatchRequest(pool, { method: 'POST', path, headers, body, cancellation }, done);
      return { status: answer.status, text: answer.body.toString('utf8') };
    },
    // The pool is its owner's.
    close: () => Promise.resolve(),
  };
}

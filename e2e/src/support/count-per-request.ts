import { countStatements } from '@bazaar/postgres/statements';
import { Server, type IncomingMessage, type ServerResponse } from 'node:http';

export interface StatementCounter {
  /** The SQL that the requests of `path` ran since the last call, all of them answered. */
  take(path: string): Promise<readonly string[]>;
  stop(): void;
}

/**
 * Counts what HTTP requests to servers of this process cost in SQL. A client and a server in one process share no chain of calls: so the
 * count begins where the server takes a request up, and ends with its answer. Sweeps, deliveries and what they cause are no request's and
 * are left out.
 */
export function countPerRequest(): StatementCounter {
  // Called with the server as `this`, as it always is.
  const emit = Reflect.get(Server.prototype, 'emit') as (this: Server, ...args: unknown[]) => boolean;
  const counts = new Map<string, Promise<readonly string[]>[]>();

  function counting(this: Server, ...args: unknown[]): boolean {
    if (args[0] !== 'request') return emit.apply(this, args);
    // What a server emits with `request`.
    const [, request, response] = args as ['request', IncomingMessage, ServerResponse];
    const counted = countStatements(async () => {
      const answered = new Promise<void>((resolve) => void response.once('close', resolve));
      emit.apply(this, args);
      await answered;
    });
    const path = request.url ?? '';
    counts.set(path, [...(counts.get(path) ?? []), counted.then(({ statements }) => [...statements])]);
    return true;
  }
  Server.prototype.emit = counting;
  return {
    async take(path) {
      const taken = counts.get(path) ?? [];
      counts.delete(path);
      return (await Promise.all(taken)).flat();
    },
    stop() {
      Server.prototype.emit = emit;
    },
  };
}

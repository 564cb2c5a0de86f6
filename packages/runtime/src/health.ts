import type { RawResponse } from './subgraph-door.ts';

/** Rejects when the part it looks at cannot do its work now. */
export type HealthCheck = () => Promise<void>;

export interface Health {
  add(name: string, check: HealthCheck): void;
  /** A part that is no more: nobody looks at it. */
  remove(name: string): void;
  /** Adds what `/health/detailed` tells beside the parts, read at each request. It does not decide whether the process is ready. */
  describe(name: string, read: () => unknown): void;
  /** `path` is `/health`, `/health/live`, `/health/ready` or `/health/detailed`; anything else is `undefined`. */
  answer(path: string): Promise<RawResponse> | undefined;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * Live: the process runs. Ready: it is not draining and every check passes. `/health` is the public short form of ready;
 * `/health/detailed` names each part and belongs on an internal port.
 */
export function createHealth(draining: AbortSignal): Health {
  const checks = new Map<string, HealthCheck>();
  const descriptions = new Map<string, () => unknown>();

  async function run(): Promise<Record<string, 'ok' | 'failing'>> {
    const results = await Promise.all(
      [...checks].map(async ([name, check]) => {
        const outcome = await Promise.race([outcomeOf(check), expired()]);
        return [name, outcome] as const;
      }),
    );
    return Object.fromEntries(results);
  }

  async function ready(detailed: boolean): Promise<RawResponse> {
    const parts = await run();
    const status = draining.aborted
      ? 'draining'
      : Object.values(parts).every((part) => part === 'ok')
        ? 'ok'
        : 'unavailable';
    return json(status === 'ok' ? 200 : 503, detailed ? { status, parts, ...described() } : { status });
  }

  function described(): Record<string, unknown> {
    return Object.fromEntries([...descriptions].map(([name, read]) => [name, read()]));
  }

  return {
    add: (name, check) => void checks.set(name, check),
    remove: (name) => void checks.delete(name),
    describe: (name, read) => void descriptions.set(name, read),
    answer(path) {
      switch (path) {
        case '/health/live':
          return Promise.resolve(json(200, { status: 'ok' }));
        case '/health':
        case '/health/ready':
          return ready(false);
        case '/health/detailed':
          return ready(true);
        default:
          return undefined;
      }
    },
  };
}

async function outcomeOf(check: HealthCheck): Promise<'ok' | 'failing'> {
  try {
    await check();
    return 'ok';
  } catch {
    return 'failing';
  }
}

function expired(): Promise<'failing'> {
  return new Promise((resolve) => setTimeout(() => resolve('failing'), CHECK_TIMEOUT_MS).unref());
}

function json(status: number, body: object): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

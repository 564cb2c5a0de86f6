/** How the next matching API calls go wrong. */
export type CallFaultKind =
  /** 500 without effect. */
  | 'error500'
  /** 429 without effect. */
  | 'error429'
  /** 400 without effect, kept under the idempotency key: a repetition is refused alike. */
  | 'refuse'
  /** No answer and no effect: the connection stays open until the caller gives up. */
  | 'timeout'
  /** The connection is cut before anything happened. */
  | 'cut'
  /** The call takes effect, and the connection is cut instead of answering. */
  | 'loseAnswer'
  /** The call takes effect, and 500 is answered. */
  | 'error500AfterEffect'
  /** The call takes effect, and is answered `delayMs` later. */
  | 'delayAnswer'
  /** The call waits `delayMs` before it takes effect; its idempotency key is in use meanwhile. */
  | 'delay';

export interface CallFault {
  readonly kind: CallFaultKind;
  /** How many calls it hits. */
  readonly times: number;
  /** `POST`; without one, every method. */
  readonly method?: string;
  /** The beginning of the path, `:id` matching any one part (`/v1/payment_intents/:id/capture`); without one, every path. */
  readonly path?: string;
  readonly delayMs?: number;
}

/** The faults that tests have ordered. They live as long as the process. */
export interface CallFaults {
  add(fault: CallFault): void;
  clear(): void;
  /** The fault that hits this call, spent by one. */
  take(method: string, pathname: string): CallFault | undefined;
}

/** An empty list of faults. */
export function createCallFaults(): CallFaults {
  let faults: { fault: CallFault; left: number }[] = [];
  return {
    add(fault) {
      faults.push({ fault, left: fault.times });
    },
    clear() {
      faults = [];
    },
    take(method, pathname) {
      const hit = faults.find(
        ({ fault, left }) =>
          left > 0 && (fault.method ?? method) === method && (fault.path === undefined || begins(fault.path, pathname)),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      faults = faults.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}

function begins(pattern: string, pathname: string): boolean {
  const given = pathname.split('/');
  return pattern
    .split('/')
    .every((part, index) => (part.startsWith(':') ? Boolean(given[index]) : part === given[index]));
}

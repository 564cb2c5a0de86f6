import type { Logger } from '@bazaar/runtime/log';

export interface UncountedWarning {
  /** A trusted proxy has sent a request without saying for whom. */
  untold(proxy: string): void;
  /** Limits have counted nobody for a stranger's request. */
  uncounted(): void;
}

/** Tells operators, once, that limits which they have set hold for no stranger: nothing else would show it. */
export function warnOfUncounted(log: Pick<Logger, 'warn'>): UncountedWarning {
  let proxy: string | undefined;
  let isTold = false;
  return {
    untold: (address) => void (proxy ??= address),
    uncounted() {
      // A client that is gone has no address either.
      if (isTold || proxy === undefined) return;
      isTold = true;
      log.warn(
        { proxy },
        'rate limits count no strangers who come from here: it is a trusted proxy, and tells no x-forwarded-for. Let it tell, or set trustedProxies (TRUSTED_PROXIES) to your proxies alone',
      );
    },
  };
}

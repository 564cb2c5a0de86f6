import { Fault } from '@bazaar/runtime/faults';
import type { RateLimit } from '../guards/limit-rate.ts';
import { RequestRefused } from '../pipeline/refusal-reason.ts';
import type { KeyHeaders } from '../partners/partner-key.ts';
import { isNobody, type Identity, type IdentifyClient } from './identify-client.ts';

/** Tells who asks from an address. @throws Fault as {@link IdentifyClient} does; `RATE_LIMITED` */
export type IdentifyFrom = (headers: KeyHeaders, clientAddress: string | null) => Promise<Identity>;

/**
 * Looks at no more tokens and keys of an address that has sent too many which were not believed: each unknown one costs a signature to verify, or a
 * question to users. Who sends neither is served as before.
 */
export function limitIdentification(
  identify: IdentifyClient,
  rate: Pick<RateLimit, 'countDisbelieved' | 'isDisbelieved'> | undefined,
): IdentifyFrom {
  if (!rate) return (headers) => identify(headers);

  async function identifyWithin(limit: NonNullable<typeof rate>, headers: KeyHeaders, clientAddress: string | null) {
    if (limit.isDisbelieved(clientAddress))
      throw new RequestRefused('RATE_LIMITED', 'identity', 'Too many invalid tokens or keys. Try again later.');
    try {
      return await identify(headers);
    } catch (error) {
      if (error instanceof Fault && error.code === 'UNAUTHENTICATED') await limit.countDisbelieved(clientAddress);
      throw error;
    }
  }

  return (headers, clientAddress) =>
    isNobody(headers) ? identify(headers) : identifyWithin(rate, headers, clientAddress);
}

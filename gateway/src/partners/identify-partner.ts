import { Fault } from '@bazaar/runtime/faults';
import type { PartnerDirectory } from './partner-directory.ts';
import { readPartnerKey, type KeyHeaders } from './partner-key.ts';
import type { Partner } from './partner.ts';

/**
 * Tells which partner's key stands in the headers; null where none does, and whoever asks may be somebody else.
 * @throws Fault `UNAUTHENTICATED` for a key that opens nothing, whatever the reason; `SUBGRAPH_UNAVAILABLE` or `TIMEOUT` when it cannot be told now.
 */
export type IdentifyPartner = (headers: KeyHeaders) => Promise<Partner | null>;

export function createIdentifyPartner(directory: Pick<PartnerDirectory, 'identify'>): IdentifyPartner {
  return async (headers) => {
    const given = readPartnerKey(headers);
    switch (given.kind) {
      case 'none':
        return null;
      case 'malformed':
        throw noKey();
      case 'key': {
        const partner = await directory.identify(given.hash);
        if (!partner) throw noKey();
        return partner;
      }
    }
  };
}

function noKey(): Fault {
  return new Fault('UNAUTHENTICATED', 'The API key is not valid.');
}

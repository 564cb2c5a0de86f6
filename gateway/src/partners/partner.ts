import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** Whose key a request came with, and what it may be used for. */
export interface Partner {
  /** `ptn_…` */
  readonly id: string;
  /** `pky_…` */
  readonly keyId: string;
  readonly handle: string;
  /** The name of the contract that its documents were published against. */
  readonly contract: string;
  readonly scopes: readonly string[];
  /** For all its keys together. */
  readonly requestsPerMinute: number;
  /** What subgraphs are told of it. The same object as long as the partner is kept, which is what internal tokens are kept by. */
  readonly caller: CallerClaims;
}

/** A document as its partner published it. */
export interface PartnerDocument {
  readonly text: string;
  /** By the gateway's reckoning when it was published. */
  readonly cost: number;
}

/** Who a partner's key is to subgraphs and to rules. */
export function callerOf({ id, keyId, scopes }: Pick<Partner, 'id' | 'keyId' | 'scopes'>): CallerClaims {
  return Object.freeze({
    sub: id,
    sid: keyId,
    roles: Object.freeze(['PARTNER']),
    vendors: Object.freeze([]),
    scopes: Object.freeze([...scopes]),
  });
}

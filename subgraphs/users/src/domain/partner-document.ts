import type { PartnerId } from '@bazaar/ids/kinds';

/** An operation that a partner may run, without its text. */
export interface PartnerDocument {
  readonly partnerId: PartnerId;
  /** SHA-256 of the text, in lower-case hex. */
  readonly hash: string;
  readonly operationName: string;
  readonly cost: number;
  readonly publishedAt: Date;
  /** Null while it can be run. */
  readonly retiredAt: Date | null;
  /** Null when it was never used. It outlives the counts of its use. */
  readonly lastUsedAt: Date | null;
}

/** How a document was used over some days. */
export interface PartnerDocumentUsage {
  readonly calls: number;
  /** Calls that were answered with an error, data or not. */
  readonly errors: number;
  /** Calls per class of latency. */
  readonly latencyHistogram: readonly number[];
  /** Null when it was not used in these days. */
  readonly lastUsedAt: Date | null;
}

/** The longest time over which usage is told, in days. Older counts are deleted. */
export const MAX_USAGE_DAYS = 366;

import { z } from 'zod';
import type { CallCommand } from './call-command.ts';
import { keepAnswers } from './kept-answers.ts';
import { callerOf, type Partner, type PartnerDocument } from './partner.ts';

/** Partners and their documents, as `users` keeps them. */
export interface PartnerDirectory {
  /** The partner of a key, by the key's SHA-256; null for one that opens nothing. @throws Fault when it cannot be told now. */
  identify(keyHash: string): Promise<Partner | null>;
  /** What the partner published under this hash (64 lower-case hex digits); null when it is nothing that it may run, or no hash. @throws Fault when it cannot be told now. */
  findDocument(partnerId: string, hash: string): Promise<PartnerDocument | null>;
}

/** How long the gateway goes by what it was told, in milliseconds: so long does a revoked key or a retired document go on. */
const FOUND_MS = 30_000;
/** A key or document that is not there may be made any moment. */
const MISSING_MS = 5_000;
const MAX_PARTNERS = 10_000;
const MAX_MISSING = 10_000;
/** Of documents' texts. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

const HASH = /^[0-9a-f]{64}$/;

const identified = z.object({
  partner: z
    .object({
      id: z.string(),
      keyId: z.string(),
      handle: z.string(),
      contract: z.string(),
      scopes: z.array(z.string()),
      requestsPerMinute: z.number(),
    })
    .nullable(),
});

const foundDocument = z.object({ document: z.object({ text: z.string(), cost: z.number() }).nullable() });

/** A directory that asks by commands, and keeps what it was told for half a minute. */
export function createPartnerDirectory(options: {
  readonly call: CallCommand;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}): PartnerDirectory {
  const { call, now = Date.now } = options;
  const limits = { foundMs: FOUND_MS, missingMs: MISSING_MS, maxMissing: MAX_MISSING, now };
  const partners = keepAnswers<Partner>({ ...limits, maxWeight: MAX_PARTNERS });
  const documents = keepAnswers<PartnerDocument>({
    ...limits,
    maxWeight: MAX_CHARACTERS,
    weigh: (key, { text }) => key.length + text.length,
  });

  return {
    identify: (keyHash) =>
      partners.get(keyHash, async () => {
        const { partner } = identified.parse(await call('users.identifyPartnerKey', { keyHash }));
        return partner && Object.freeze({ ...partner, caller: callerOf(partner) });
      }),
    async findDocument(partnerId, hash) {
      // Clients send what they like; users answers for hashes.
      if (!HASH.test(hash)) return null;
      return documents.get(`${partnerId} ${hash}`, async () => {
        const { document } = foundDocument.parse(await call('users.findPartnerDocument', { partnerId, hash }));
        return document;
      });
    },
  };
}

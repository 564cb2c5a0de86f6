import { z } from 'zod';
import { defineCommands } from './define-commands.ts';

/** SHA-256 in lower-case hex: of a key, or of a document's text. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** How one document of a partner was used on one day, as one gateway counted it since its last report. */
const documentUsage = z.object({
  partnerId: z.string(),
  hash: sha256,
  /** The day of the calls, in UTC. */
  day: z.iso.date(),
  calls: z.number().int().positive(),
  /** Calls that were answered with an error, data or not. */
  errors: count,
  totalLatencyMs: count,
  /** Calls per class of `@bazaar/runtime/latency-histogram`. */
  latencyHistogram: z.array(count),
  lastUsedAt: z.iso.datetime(),
});

export const usersCommands = defineCommands({
  /** Whom an order's messages go to. */
  'users.findContact': {
    input: z.object({ userId: z.string() }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('found'),
        email: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        locale: z.string(),
      }),
      z.object({ kind: z.literal('notFound') }),
    ]),
    callers: ['orders'],
  },
  /** Whose key it is, and what it may be used for; null for one that is unknown, expired or revoked, and for a suspended partner. */
  'users.identifyPartnerKey': {
    input: z.object({ keyHash: sha256 }),
    output: z.object({
      partner: z
        .object({
          id: z.string(),
          handle: z.string(),
          contract: z.string(),
          scopes: z.array(z.string()),
          requestsPerMinute: z.number().int().positive(),
          keyId: z.string(),
        })
        .nullable(),
    }),
    callers: ['gateway'],
  },
  /** A document that the partner has published; null for one that it has not, or has retired. */
  'users.findPartnerDocument': {
    input: z.object({ partnerId: z.string(), hash: sha256 }),
    output: z.object({ document: z.object({ text: z.string(), cost: count }).nullable() }),
    callers: ['gateway'],
  },
  /** Adds up how documents were used. A batch counts once, however often it is sent; uses of documents that do not exist are left out. */
  'users.recordDocumentUsage': {
    input: z.object({ batchId: z.uuid(), entries: z.array(documentUsage).min(1).max(500) }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('recorded') }),
      /** The id belongs to another batch: a bug of the sender. */
      z.object({ kind: z.literal('batchIdReused') }),
    ]),
    callers: ['gateway'],
  },
});

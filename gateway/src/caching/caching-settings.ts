import { z } from 'zod';

const seconds = z.int('must be a whole number of seconds').nonnegative();
const bytes = z.int('must be a whole number of bytes').min(1_024);

/** What is kept of answers, and for how long. Hints of the schema (`@cacheControl`) say what may be kept at all: without any, nothing is. */
export const cachingSettings = z.strictObject({
  /** Whole answers of queries. */
  responses: z.boolean().default(false),
  /** What subgraphs said of entities and root fields. */
  entities: z.boolean().default(false),
  /** Of this process, both together. Two bytes are counted for a character. */
  maxBytes: bytes.default(64 * 1024 * 1024),
  /** What is larger is not kept. */
  maxEntryBytes: bytes.default(1024 * 1024),
  /** Of root fields and of fields with an object type that have no hint. */
  defaultMaxAgeS: seconds.default(0),
  /** Of hints that do not say how long an answer may stand in when a subgraph fails. */
  defaultStaleIfErrorS: seconds.default(0),
  /** Callers who have none but these roles, and belong to no vendor, may be given public answers that strangers asked for. */
  publicRoles: z.array(z.string()).default([]),
  /** The longest that clients and proxies are told to keep an answer: what they keep cannot be called back. Default: as the hints say. */
  clientMaxAgeS: seconds.optional(),
  /** Keeps nothing without Redis: for subgraphs that tell of their changes there. Elsewhere answers are simply as old as hints allow. */
  requireRedis: z.boolean().default(false),
});

export type CachingSettings = z.output<typeof cachingSettings>;
export type GivenCachingSettings = z.input<typeof cachingSettings>;

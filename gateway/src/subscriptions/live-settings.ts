import { z } from 'zod';

const milliseconds = z.int('must be a whole number of milliseconds').nonnegative();
const bytes = z.int('must be a whole number of bytes').min(1_024);
const count = z.int('must be a whole number').positive();

/** Everything that can be said about lasting connections, each with its default. `docs/gateway/subscriptions.md` explains them. */
export const liveSettings = z.strictObject({
  /** WebSockets open at a time in this process. */
  maxSockets: count.default(10_000),
  /** WebSockets open at a time from one client address. */
  maxSocketsPerAddress: count.default(200),
  /** Operations one socket may have open. */
  maxOperationsPerSocket: count.default(100),
  /** A client's message over a socket. */
  maxMessageBytes: bytes.default(256 * 1024),
  /** Streams (Server-Sent Events, multipart) open at a time in this process. */
  maxStreams: count.default(10_000),
  /** Streams open at a time from one client address. */
  maxStreamsPerAddress: count.default(200),
  /** Streams open at a time of one signed-in user. */
  maxStreamsPerUser: count.default(50),
  /** Bytes a client may leave unread before it is cut. */
  maxUnreadBytes: bytes.default(1 << 20),
  /** Events that may wait to be answered, and answers one operation's client may be behind. */
  maxQueuedEvents: count.default(100),
  /** How long a client may take to introduce itself with `connection_init`. */
  initMs: milliseconds.default(3_000),
  /** How often a silent socket is pinged; one that does not answer until the next ping is cut. */
  pingMs: milliseconds.positive().default(20_000),
  /** How often a stream without answers is kept alive. */
  heartbeatMs: milliseconds.positive().default(10_000),
  /**
   * What a client gets first that joins others in a subscription: `currentState` where subscriptions begin with the current state, `nextEvent` where they
   * are feeds of events, `alone` where neither is known: then it opens a subscription of its own once the first event has come.
   */
  lateJoiners: z.enum(['currentState', 'nextEvent', 'alone']).default('alone'),
  /** How long a lost subgraph is tried again before its subscribers are told. */
  resubscribeMs: milliseconds.default(30_000),
});

export type LiveSettings = z.output<typeof liveSettings>;
export type GivenLiveSettings = z.input<typeof liveSettings>;

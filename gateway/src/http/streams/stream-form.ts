import type { GraphQLError } from 'graphql';

/** How a sequence of answers is written into one HTTP response. */
export interface StreamForm {
  readonly transport: 'sse' | 'multipart';
  readonly contentType: string;
  /** The first bytes, sent at once so that clients and proxies see the stream begin. */
  readonly opening: string;
  /** What keeps a silent connection alive. */
  readonly heartbeat: string;
  /** The last bytes of a stream that has run to its end. */
  readonly closing: string;
  /** @param answer JSON text, `{"data":…}` */
  frame(answer: string): string;
  /** What tells that the stream broke off. */
  failure(error: GraphQLError): string;
}

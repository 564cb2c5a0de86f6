import type { StreamForm } from './stream-form.ts';

/**
 * Apollo's multipart protocol for subscriptions, `subscriptionSpec=1.0`. A part counts as arrived when the boundary after it has, so each brings its own.
 * What concerns the stream as a whole stands beside an empty payload; GraphQL's own errors stand inside the payload.
 */
export const multipart: StreamForm = {
  transport: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  opening: `\r\n--graphql${part('{}')}`,
  heartbeat: part('{}'),
  closing: '--\r\n',
  frame: (answer) => part(`{"payload":${answer}}`),
  failure: (error) => part(JSON.stringify({ payload: null, errors: [error] })),
};

function part(json: string): string {
  return `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${json}\r\n--graphql`;
}

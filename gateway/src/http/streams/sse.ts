import type { StreamForm } from './stream-form.ts';

/**
 * GraphQL over Server-Sent Events, distinct connections mode: one operation per request, ended by closing the connection. `complete` carries an empty
 * `data`, without which `EventSource` does not dispatch it. Answers are JSON text without line breaks.
 */
export const sse: StreamForm = {
  transport: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  heartbeat: ':\n\n',
  closing: 'event: complete\ndata:\n\n',
  frame: (answer) => `event: next\ndata: ${answer}\n\n`,
  failure: (error) => sse.frame(JSON.stringify({ errors: [error] })),
};

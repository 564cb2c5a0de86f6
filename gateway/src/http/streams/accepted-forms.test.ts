import { expect, it } from 'vitest';
import { acceptedForms } from './accepted-forms.ts';

it.each([
  ['text/event-stream', 'sse', false],
  ['Text/Event-Stream; charset=utf-8', 'sse', false],
  ['text/event-stream, */*', 'sse', true],
  ['application/graphql-response+json, application/json, text/event-stream, multipart/mixed', 'sse', true],
  ['multipart/mixed;subscriptionSpec=1.0', 'multipart', false],
  ['multipart/mixed;subscriptionSpec="1.0"', 'multipart', false],
  ['multipart/mixed; boundary="graphql"; subscriptionSpec="1.0", application/json', 'multipart', true],
  ['multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json', 'multipart', true],
  ['multipart/mixed;boundary="a,b;c";subscriptionSpec=1.0', 'multipart', false],
  ['multipart/mixed;subscriptionSpec=1.0, text/event-stream', 'multipart', false],
  ['multipart/mixed;subscriptionSpec=1.0;q=0.5, text/event-stream;q=0.9', 'sse', false],
  ['multipart/mixed;subscriptionSpec=1.0, text/event-stream;q=0', 'multipart', false],
  ['text/event-stream, application/json;q=0', 'sse', false],
])('%s asks for %s', (accept, transport, json) => {
  const accepted = acceptedForms(accept);
  expect([accepted?.stream.transport, accepted?.json]).toEqual([transport, json]);
});

it.each([
  undefined,
  '',
  '*/*',
  'text/*',
  'application/json',
  'text/event-stream;q=0',
  'text/event-stream;q=nonsense',
  'multipart/mixed',
  'multipart/mixed;deferSpec=20220824, application/json',
  'multipart/mixed;subscriptionSpec=2.0',
  '"text/event-stream"',
  ',;=,,"',
])('%j asks for no stream', (accept) => {
  expect(acceptedForms(accept)).toBeUndefined();
});

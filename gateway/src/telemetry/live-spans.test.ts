import { randomBytes } from 'node:crypto';
import { context, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openStream } from '../testing/open-stream.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const JOIN = 'query Join($sku: String!) { product(sku: $sku) { name seller { title } } }';
const WATCH = 'subscription Watch($id: ID!) { orderChanged(id: $id) { status product { name } } }';

const exporter = new InMemorySpanExporter();
let fixture: Fixture;
beforeAll(async () => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  fixture = await startFixture('http');
});
afterAll(async () => {
  await fixture.stop();
  for (const api of [trace, context, propagation]) api.disable();
});
beforeEach(() => exporter.reset());

const ended = () => exporter.getFinishedSpans();

/** The first span of that name, once it has ended. */
async function endedSpan(name: string) {
  await expect.poll(() => ended().map((span) => span.name)).toContain(name);
  const span = ended().find((one) => one.name === name);
  if (!span) throw new Error(`There is no span ${name}.`);
  return span;
}

it('a query over a WebSocket is one trace that says what ran, and no value of it', async () => {
  const client = fixture.connect();
  await new Promise<void>((resolve, reject) =>
    client.subscribe(
      { query: JOIN, operationName: 'Join', variables: { sku: 'a' } },
      { next: () => undefined, error: reject, complete: resolve },
    ),
  );
  await client.dispose();
  const operation = await endedSpan('websocket query');
  expect(operation.attributes).toMatchObject({ 'graphql.operation.name': 'Join', 'graphql.operation.type': 'query' });
  expect(Object.keys(operation.attributes).filter((name) => name.includes('variable'))).toEqual([]);
  const { traceId, spanId } = operation.spanContext();
  expect(new Set(ended().map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  const inner = ended().filter((span) => span !== operation);
  expect(inner.map((span) => [span.name, span.parentSpanContext?.spanId])).toEqual([
    ['fetch products', spanId],
    ['fetch sellers', spanId],
  ]);
});

it('an event is a trace of its own, with its fetches, also where a traced request has subscribed', async () => {
  const traceId = randomBytes(16).toString('hex');
  const stream = await openStream(fixture.gateway.url, 'sse', {
    query: WATCH,
    variables: { id: 'o1' },
    headers: { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
  });
  const event = await endedSpan('event Watch');
  const fetch = await endedSpan('fetch products');
  expect(event.parentSpanContext).toBeUndefined();
  expect(event.spanContext().traceId).not.toBe(traceId);
  expect(event.attributes).toMatchObject({ 'graphql.operation.name': 'Watch' });
  expect(fetch.parentSpanContext?.spanId).toBe(event.spanContext().spanId);
  stream.leave();
  expect((await endedSpan('POST /graphql')).spanContext().traceId).toBe(traceId);
});

it('a request is named by its route, and no path that a client makes up is a name', async () => {
  const made = `/${randomBytes(8).toString('hex')}`;
  await fetch(`${fixture.gateway.url}${made}`);
  expect((await endedSpan('GET other')).attributes).toMatchObject({ 'url.path': made });
});

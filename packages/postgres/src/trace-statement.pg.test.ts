import { SpanKind, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inSpan } from '@bazaar/runtime/tracing';
import type { Database } from './open-database.ts';
import { query } from './rows.ts';
import { makeItem, openShop } from './test-shop/open-shop.ts';

const exporter = new InMemorySpanExporter();
const request = { name: 'request', kind: 'server', attributes: {} } as const;
let shop: Database;

beforeAll(async () => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  shop = await openShop();
});
beforeEach(() => exporter.reset());
afterAll(() => shop.stop());

test('a statement within a request is a client span below it, with its text and without its values', async () => {
  const { name } = makeItem();
  let requestId: string | undefined;
  await inSpan(request, () => {
    requestId = trace.getActiveSpan()?.spanContext().spanId;
    return query(shop.reader, 'select sold from item where name = $1', [name]);
  });
  const [statement] = exporter.getFinishedSpans();
  expect(statement).toMatchObject({
    name: 'SELECT shop',
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.namespace': 'shop',
      'db.operation.name': 'SELECT',
      'db.query.text': 'select sold from item where name = $1',
    },
  });
  expect(statement?.parentSpanContext?.spanId).toBe(requestId);
  expect(JSON.stringify(statement?.attributes)).not.toContain(name);
});

test('a refused statement tells its SQLSTATE and nothing of the row', async () => {
  await expect(inSpan(request, () => query(shop.reader, 'select 1 / $1::int', [0]))).rejects.toThrow();
  const [statement] = exporter.getFinishedSpans();
  expect(statement?.attributes['error.type']).toBe('22012');
});

test('a statement that belongs to no request is no trace', async () => {
  await query(shop.reader, 'select 1');
  expect(exporter.getFinishedSpans()).toEqual([]);
});

import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runCommand, type RunningCommand } from './support/command.ts';
import { marketEnv } from './support/test-env.ts';
import { startTraceCollector, type CollectedSpan, type TraceCollector } from './support/trace-collector.ts';
import { until } from './support/until.ts';

let folder: string;
let database: TestDatabase;
let collector: TraceCollector;
let market: RunningCommand;
let url: string;

/** Gateway and subgraphs as processes of their own, which know of the collector by OpenTelemetry's variables alone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-traces-'));
  database = await createTestDatabase({ subgraphs: [] });
  collector = await startTraceCollector();
  market = runCommand(['distributed'], {
    ...marketEnv(database.url, folder),
    NODE_ENV: 'development',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  url = await market.line(/(http:\S+)\/graphql/, 110_000);
}, 120_000);
afterAll(async () => {
  market?.signal('SIGTERM');
  await market?.ended;
  await collector?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('tells one trace from the client’s traceparent over the gateway and a subgraph to SQL, and no value of it', async () => {
  const [traceId, clientId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  const query = 'query Traced($slug: String!) { product(slug: $slug) { title } }';
  const { status } = await ask(url, query, { slug: 'not-for-traces' }, null, {
    traceparent: `00-${traceId}-${clientId}-01`,
  });
  expect(status).toBe(200);
  const spans = await until('the request and its statement have been told', () => {
    const found = collector.spansOf(traceId);
    const names = new Set(found.map(({ name }) => name));
    return names.has('POST /graphql') && names.has('fetch catalog') && names.has('SELECT catalog') && found;
  });

  expect(wayOut(spans, 'SELECT catalog')).toEqual({
    steps: [
      'catalog: SELECT catalog',
      'catalog: catalog Traced__catalog__0',
      'gateway: fetch catalog',
      'gateway: POST /graphql',
    ],
    origin: clientId,
  });
  const statement = spans.find(({ name }) => name === 'SELECT catalog');
  expect(statement?.attributes).toMatchObject({
    'db.system.name': 'postgresql',
    'db.namespace': 'catalog',
    'db.operation.name': 'SELECT',
    'db.query.text': expect.stringContaining('$1'),
  });
  const request = spans.find(({ name }) => name === 'POST /graphql');
  expect(request?.attributes).toMatchObject({ 'graphql.operation.name': 'Traced', 'graphql.operation.type': 'query' });
  expect(spans.filter(({ name }) => name === 'plan')).toHaveLength(1);
  expect(JSON.stringify(spans)).not.toContain('not-for-traces');
});

/** The spans around `inner`, from the inside out, with the processes they are of, and the id of the one around them all. */
function wayOut(spans: readonly CollectedSpan[], inner: string): { steps: string[]; origin: string | undefined } {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const steps: string[] = [];
  let origin: string | undefined;
  for (let span = spans.find(({ name }) => name === inner); span; span = byId.get(origin ?? '')) {
    steps.push(`${span.service}: ${span.name}`);
    origin = span.parentSpanId;
  }
  return { steps, origin };
}

import { context, diag, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isExportAsked } from './export-asked.ts';
import { exportTraces } from './export-traces.ts';
import { createLogger } from './log.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';

let lines: Record<string, unknown>[];
function start() {
  lines = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return exportTraces(createLogger({ name: 'test', level: 'warn', destination: { write } }));
}
beforeEach(() => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', NOWHERE);
  vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200');
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '10');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const api of [trace, context, propagation, diag]) api.disable();
});

test('is asked for by an endpoint, and not by one that is switched off', () => {
  expect(isExportAsked({})).toBe(false);
  expect(isExportAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBe(false);
  expect(isExportAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: NOWHERE })).toBe(true);
  expect(isExportAsked({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: NOWHERE })).toBe(true);
  expect(isExportAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: NOWHERE, OTEL_SDK_DISABLED: 'true' })).toBe(false);
  expect(isExportAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: NOWHERE, OTEL_TRACES_EXPORTER: 'none' })).toBe(false);
});

test('a collector that is away fails nothing, and is told once', async () => {
  const traces = start();
  const provider = trace.getTracerProvider();
  provider.getTracer('a').startSpan('lost').end();
  await expect.poll(() => lines.map(({ msg }) => msg)).toEqual(['traces could not be sent']);
  provider.getTracer('a').startSpan('lost at the end').end();
  await expect(traces.stop()).resolves.toBeUndefined();
  expect(lines).toHaveLength(1);
});

test('the SDK that the operator has registered stays', async () => {
  const theirs = new InMemorySpanExporter();
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(theirs)] }).register();
  const traces = start();
  trace.getTracer('b').startSpan('theirs').end();
  expect(theirs.getFinishedSpans().map(({ name }) => name)).toEqual(['theirs']);
  await traces.stop();
  expect(lines).toEqual([]);
});

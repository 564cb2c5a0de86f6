import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { Fault } from './faults.ts';
import { continueTrace, inSpan, passTraceOn } from './tracing.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const about = { name: 'work', kind: 'server', attributes: { 'bazaar.subgraph': 'users' } } as const;

test('without an SDK work simply runs, and headers stay as they are', async () => {
  const headers = {};
  const answer = await continueTrace({ traceparent: TRACEPARENT }, () =>
    inSpan(about, () => {
      passTraceOn(headers);
      return Promise.resolve('done');
    }),
  );
  expect(answer).toBe('done');
  expect(headers).toEqual({});
});

describe('with an SDK', () => {
  const exporter = new InMemorySpanExporter();

  beforeAll(() => new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register());
  beforeEach(() => exporter.reset());

  function onlySpan(): ReadableSpan {
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    if (!span) throw new Error('There is no span.');
    return span;
  }

  it('continues the caller’s trace, and passes it on', async () => {
    const headers: Record<string, string> = {};
    await continueTrace({ traceparent: TRACEPARENT }, () =>
      inSpan(about, async () => {
        await Promise.resolve();
        passTraceOn(headers);
      }),
    );
    const span = onlySpan();
    const [, traceId, parentId] = TRACEPARENT.split('-');
    expect(span).toMatchObject({ name: 'work', kind: SpanKind.SERVER, attributes: about.attributes });
    expect(span.parentSpanContext).toMatchObject({ traceId, spanId: parentId });
    expect(headers).toEqual({ traceparent: `00-${traceId}-${span.spanContext().spanId}-01` });
  });

  it('begins a trace where nobody named one, or one that is malformed', async () => {
    for (const headers of [{}, { traceparent: 'nonsense' }]) {
      exporter.reset();
      await continueTrace(headers, () => inSpan(about, () => Promise.resolve()));
      expect(onlySpan().parentSpanContext).toBeUndefined();
    }
  });

  it('answers at once what is there at once', () => {
    expect(inSpan(about, () => 'done')).toBe('done');
    expect(onlySpan().status.code).toBe(SpanStatusCode.UNSET);
    exporter.reset();
    const broken = () => inSpan(about, (): string => JSON.parse('{') as string);
    expect(broken).toThrow(SyntaxError);
    expect(onlySpan().status.code).toBe(SpanStatusCode.ERROR);
  });

  it('takes the word of whoever judges the result', async () => {
    const judge = (status: number) => ({ failure: status >= 500 ? 'BROKEN' : undefined, attributes: { status } });
    for (const [status, code] of [
      [200, undefined],
      [502, 'BROKEN'],
    ] as const) {
      exporter.reset();
      await inSpan(about, () => Promise.resolve(status), judge);
      expect(onlySpan().attributes).toEqual({ ...about.attributes, status, ...(code && { 'error.type': code }) });
    }
  });

  it.each([
    [new Error('secret'), SpanStatusCode.ERROR, 'INTERNAL'],
    [new Fault('TIMEOUT', 'secret'), SpanStatusCode.ERROR, 'TIMEOUT'],
    [new Fault('BAD_REQUEST', 'secret'), SpanStatusCode.UNSET, undefined],
  ])('%s passes through, and the span tells its code at most', async (error, status, code) => {
    await expect(inSpan(about, () => Promise.reject(error))).rejects.toBe(error);
    const span = onlySpan();
    expect(span.status.code).toBe(status);
    expect(span.attributes['error.type']).toBe(code);
    expect(JSON.stringify([span.attributes, span.status, span.events])).not.toContain('secret');
  });
});

import {
  context,
  isSpanContextValid,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';
import { Fault } from './faults.ts';

/**
 * One trace through all processes of a request. The process's operator registers an OpenTelemetry SDK; without one all of this does nothing,
 * in less than a microsecond.
 */
const tracer = trace.getTracer('bazaar');

/** Runs `work` as a part of the trace that the sender of `headers` named, if it named one. */
export function continueTrace<T>(headers: IncomingHttpHeaders, work: () => T): T {
  return context.with(propagation.extract(context.active(), headers), work);
}

/** Names the active span in `headers`, so that whoever receives them can continue its trace. */
export function passTraceOn(headers: Record<string, string>): void {
  propagation.inject(context.active(), headers);
}

/** What a result says of the work. */
export interface Verdict {
  /** A stable code, when the work failed although it did not throw. */
  readonly failure?: string | undefined;
  readonly attributes?: Attributes;
}

/** Whether the work around is part of a trace that is recorded: only then is it worth telling of what is within. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false;
}

/** Says more of the active span, if one is recorded. */
export function describeSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Runs `work` in a span of its own below the active one: `server` for what somebody waits for, `client` for waiting for it, `consumer` for what comes when
 * it comes, `internal` for what stays in this process.
 * It counts as failed when `work` throws anything but a mistake of the caller, or when `judge` says so of its result. `codeOf` names failures that are no faults. Work that answers at once, without
 * a promise, still does. Messages stay out of traces: they may hold what is nobody's business.
 * What nobody in particular waits for may begin a trace of its own, with `isRoot`.
 */
export function inSpan<T>(
  about: {
    readonly name: string;
    readonly kind: keyof typeof KINDS;
    readonly attributes: Attributes;
    readonly isRoot?: boolean;
  },
  work: () => T,
  judge: (result: Awaited<T>) => Verdict = () => ({}),
  codeOf: (error: unknown) => string | undefined = () => undefined,
): T {
  const { name, kind, attributes, isRoot = false } = about;
  const span = tracer.startSpan(name, { kind: KINDS[kind], attributes, root: isRoot });
  // Without an SDK there is nothing to be active, and making a context for it costs more than the rest.
  if (!isSpanContextValid(span.spanContext())) return work();
  return context.with(trace.setSpan(context.active(), span), () =>
    span.isRecording() ? record(span, work, judge, codeOf) : work(),
  );
}

function record<T>(
  span: Span,
  work: () => T,
  judge: (result: Awaited<T>) => Verdict,
  codeOf: (error: unknown) => string | undefined,
): T {
  function end({ failure, attributes = {} }: Verdict): void {
    span.setAttributes(attributes);
    if (failure !== undefined) span.setAttribute('error.type', failure).setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
  function succeed(result: Awaited<T>): Awaited<T> {
    end(judge(result));
    return result;
  }
  function fail(error: unknown): never {
    const fault = error instanceof Fault ? error : undefined;
    end({ failure: fault && fault.status < 500 ? undefined : (fault?.code ?? codeOf(error) ?? 'INTERNAL') });
    throw error;
  }
  let result: T;
  try {
    result = work();
  } catch (error) {
    return fail(error);
  }
  // A promise stays a promise of the same, and anything else is its own result.
  return (result instanceof Promise ? result.then(succeed, fail) : succeed(result as Awaited<T>)) as T;
}

import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** The active span as a W3C `traceparent`; null when nothing is traced. */
export function currentTraceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** Runs `work` as a part of the trace that `traceparent` names, and of no other: the caller may have been woken by anybody's request. */
export function continueTrace<T>(traceparent: string | null, work: () => T): T {
  const origin = traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
  return context.with(origin, work);
}

import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Stoppable } from './lifecycle.ts';
import type { Logger } from './log.ts';

/** A collector that is away fails every batch: that is told once in this time, in milliseconds. */
const TOLD_EVERY_MS = 60_000;
/** How long what is left may take to be sent at the end, in milliseconds: a collector that hangs must not hold up the process. */
const FLUSH_MS = 3_000;

/**
 * Sends this process's traces to the collector that the environment names, in batches over OTLP/HTTP. The SDK reads the endpoint, headers, sampler and
 * batches from OpenTelemetry's own variables; the service is called as its log is, unless they name it. What cannot be sent is lost, which is
 * logged. Where the operator has registered another SDK nothing happens. `stop` sends what is left.
 */
export function exportTraces(log: Logger): Stoppable {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': String(log.bindings()['name'] ?? 'bazaar'),
          'process.pid': process.pid,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  // False when somebody else has, by `--import`.
  if (!trace.setGlobalTracerProvider(provider)) return { stop: () => provider.shutdown() };
  // The rest: contexts and propagation, of traces alone. The default would hand a stranger's `baggage` on to subgraphs.
  provider.register({ propagator: new W3CTraceContextPropagator() });
  // Not before: it would be told that there is a provider by now.
  const tell = tellFailures(log);
  return {
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([provider.shutdown().catch((error: unknown) => tell(String(error))), late]);
    },
  };
}

/** The SDK never throws: it says here what went wrong. Its words may hold addresses, but no data. */
function tellFailures(log: Logger): (reason: string) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  function tell(reason: string): void {
    if (performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    log.warn({ reason: reason.slice(0, 300) }, 'traces could not be sent');
  }
  const ignore = (): void => undefined;
  const logger = { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  return tell;
}

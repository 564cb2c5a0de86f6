type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment names a collector of traces, by OpenTelemetry's own variables, and does not switch it off. */
export function isExportAsked(env: Environment): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none') return false;
  return Boolean(env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT']);
}

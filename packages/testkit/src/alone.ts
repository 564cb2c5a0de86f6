/**
 * The test files that need a process to themselves: they register an OpenTelemetry SDK, and a tracer that has met one keeps it for the life of
 * its process.
 */
export const ALONE = [
  'e2e/src/traces.e2e.test.ts',
  'gateway/src/sources/graphql-ws-upstream.test.ts',
  'gateway/src/telemetry/live-spans.test.ts',
  'packages/postgres/src/trace-statement.pg.test.ts',
  'packages/runtime/src/export-traces.test.ts',
  'packages/runtime/src/tracing.test.ts',
];

/**
 * The test files that need a process to themselves, beside `*.e2e.test.ts`: a tracer that has met an OpenTelemetry SDK keeps it, and ids that have
 * met a later clock go on from there, for the life of the process.
 */
export const ALONE = [
  'gateway/src/sources/graphql-ws-upstream.test.ts',
  'gateway/src/telemetry/live-spans.test.ts',
  'packages/ids/src/uuid-v7.test.ts',
  'packages/postgres/src/trace-statement.pg.test.ts',
  'packages/runtime/src/export-traces.test.ts',
  'packages/runtime/src/tracing.test.ts',
];

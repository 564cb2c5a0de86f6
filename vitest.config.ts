import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ALONE } from './packages/testkit/src/alone.ts';
import { redisReporter } from './packages/testkit/src/redis-reporter.ts';

// Vite would pick graphql's ES module build while the libraries that `require` it get the other: two copies, which refuse each other.
const graphql = createRequire(import.meta.url).resolve('graphql');

/** Where .ci/run wants the results as JSON. */
const report = process.env['TEST_REPORT'];

/** What every project resolves alike. */
const sources = {
  resolve: { conditions: ['source'], alias: [{ find: /^graphql$/, replacement: graphql }] },
  ssr: { resolve: { conditions: ['source'] } },
};

const limits = {
  testTimeout: 20_000,
  // What has to happen is waited for; how fast it happens is no claim of a test. The library's own second is one on a busy machine.
  expect: { poll: { timeout: 15_000 } },
  hookTimeout: 60_000,
  // Processes, because tests start servers and listen to signals. Half of them wait for Postgres at any time, so every core gets one;
  // more than eight would only want more connections.
  pool: 'forks' as const,
  maxWorkers: Math.min(availableParallelism(), 8),
  // Concurrent tests start a marketplace each: more at a time end no sooner, and starve the file beside them.
  maxConcurrency: 3,
};

const ELSEWHERE = ['**/node_modules/**', '**/dist/**'];

/** Besides those, whatever runs separate processes: its files are few, long, and first, so that none of them comes last with the other cores idle. */
const OWN_PROCESS = [...ALONE, '**/*.e2e.test.ts'];

export default defineConfig({
  ...sources,
  // The global setup imports workspace sources too.
  environments: { __vitest__: { resolve: { conditions: ['source'] } } },
  test: {
    globalSetup: ['packages/testkit/src/test-postgres.ts', 'packages/testkit/src/build-programs.ts'],
    maxWorkers: limits.maxWorkers,
    // In the order of their names.
    projects: [
      // A process each would load the marketplace anew for every file, which costs more than running most of them.
      {
        ...sources,
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...ELSEWHERE, ...OWN_PROCESS],
          isolate: false,
          ...limits,
        },
      },
      { ...sources, test: { name: 'alone', include: OWN_PROCESS, exclude: ELSEWHERE, ...limits } },
    ],
    reporters: [
      'default',
      ...(report ? ['json'] : []),
      redisReporter({
        required: process.env['REQUIRE_REDIS'] === '1',
        print: (line) => void process.stdout.write(`${line}\n`),
      }),
    ],
    outputFile: report ? { json: report } : {},
  },
});

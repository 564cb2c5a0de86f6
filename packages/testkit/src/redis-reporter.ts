import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface RedisReporterOptions {
  /** Fail the run when a Redis-backed test was skipped. */
  readonly required: boolean;
  readonly print: (line: string) => void;
}

/**
 * A vitest reporter whose last line says which Redis-backed tests did not run: those of `*.redis.test.ts` files and those that name Redis.
 * They skip themselves when no Redis answers, which is fine on a desk and must not pass unseen in CI.
 */
export function redisReporter({ required, print }: RedisReporterOptions): Reporter {
  return {
    onTestRunEnd(modules) {
      const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]).filter(isRedisBacked);
      if (skipped.length === 0) return;
      const files = [...new Set(skipped.map(({ module }) => module.relativeModuleId))].toSorted();
      print(
        `${required ? 'FAILED' : 'Skipped'}: ${skipped.length} Redis-backed tests did not run, because no Redis answered ` +
          `(REDIS_URL, redis://127.0.0.1:6379 unless set): ${files.join(', ')}`,
      );
      if (required) process.exitCode = 1;
    },
  };
}

function isRedisBacked(
  test: Pick<TestCase, 'fullName'> & { readonly module: Pick<TestModule, 'relativeModuleId'> },
): boolean {
  return test.module.relativeModuleId.endsWith('.redis.test.ts') || /\bRedis\b/.test(test.fullName);
}

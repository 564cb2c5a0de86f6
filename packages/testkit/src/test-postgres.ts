import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Postgres server of this test run, as a superuser. */
    testPostgresUrl: string;
  }
}

/** vitest's globalSetup: finds or starts the one Postgres server of this run and tells every test process its URL. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('testPostgresUrl', process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres');
}

/** The URL of the Postgres server that tests use, with the rights of a superuser. */
export async function startTestPostgres(): Promise<string> {
  const { inject } = await import('vitest');
  return inject('testPostgresUrl');
}

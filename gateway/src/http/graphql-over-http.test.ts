import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

/** The public audit of the GraphQL over HTTP specification, against the gateway as it runs in production. */
describe('GraphQL over HTTP', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture('memory', { production: true, introspection: true });
  });
  afterAll(() => fixture.stop());

  const audits = serverAudits({
    url: () => `${fixture.gateway.url}/graphql`,
    // The audit's GET requests ask for what only pages with a preflight may.
    fetchFn: (url: string, init?: RequestInit) =>
      fetch(url, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': '1' },
      }),
  });
  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});

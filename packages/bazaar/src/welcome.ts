import type { RunningBazaar } from './start-bazaar.ts';

/** What a start prints at its end: where to go, as whom, and what to try. */
export function welcome({ url, accounts }: Pick<RunningBazaar, 'url' | 'accounts'>, startedInMs: number): string {
  const people = accounts.map(
    ({ email, password, purpose }) => `    ${email.padEnd(32)} ${password.padEnd(20)} ${purpose}`,
  );
  return [
    '',
    `  Bazaar is ready after ${(startedInMs / 1000).toFixed(1)} s.`,
    '',
    `    GraphQL      ${url}/graphql   (HTTP and WebSocket)`,
    `    Playground   ${url}/          with operations that work as they stand`,
    '',
    ...(people.length > 0 ? ['  Demo accounts:', ...people, ''] : []),
    '  Try `npm run demo` in another terminal: a whole purchase across two vendors, followed live.',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

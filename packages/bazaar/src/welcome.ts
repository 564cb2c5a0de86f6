import type { RunningBazaar } from './start-bazaar.ts';

/** Where `npm run demo` looks by itself. */
const DEFAULT_URL = 'http://127.0.0.1:4000';

/** What a start prints at its end: where to go, as whom, and what to try of what is there. */
export function welcome(
  { url, accounts, stripeEmulatorUrl }: Pick<RunningBazaar, 'url' | 'accounts' | 'stripeEmulatorUrl'>,
  { startedInMs, production }: { readonly startedInMs: number; readonly production: boolean },
): string {
  const places = [
    `    GraphQL      ${url}/graphql   (HTTP and WebSocket)`,
    ...(production ? [] : [`    Playground   ${url}/          with operations that work as they stand`]),
    ...(stripeEmulatorUrl
      ? [
          `    Payments     ${stripeEmulatorUrl.padEnd(url.length + 11)}play money; test cards: packages/stripe-emulator/README.md`,
        ]
      : []),
  ];
  const people = accounts.map(
    ({ email, password, purpose }) => `    ${email.padEnd(32)} ${password.padEnd(20)} ${purpose}`,
  );
  const demo = `npm run demo${url === DEFAULT_URL ? '' : ` -- --url ${url}`}`;
  return [
    '',
    `  Bazaar is ready after ${(startedInMs / 1000).toFixed(1)} s.`,
    '',
    ...places,
    '',
    ...(people.length > 0
      ? [
          '  Demo accounts:',
          ...people,
          '',
          `  Try \`${demo}\` in another terminal: a whole purchase across two vendors, followed live.`,
        ]
      : []),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

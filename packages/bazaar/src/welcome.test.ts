import { expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from './demo-data/people.ts';
import { welcome } from './welcome.ts';

const URL = 'http://127.0.0.1:4000';
const development = { startedInMs: 3_210, production: false };

it('names what there is: the endpoint, the playground, play money, people and the demo', () => {
  const text = welcome({ url: URL, accounts: DEMO_ACCOUNTS, stripeEmulatorUrl: 'http://127.0.0.1:12111' }, development);
  for (const told of ['3.2 s', `${URL}/graphql`, 'Playground', 'http://127.0.0.1:12111', '`npm run demo` in another'])
    expect(text).toContain(told);
  for (const { email } of DEMO_ACCOUNTS) expect(text).toContain(email);
});

it('sends the demo to where the marketplace is', () => {
  const url = 'http://127.0.0.1:4310';
  const text = welcome({ url, accounts: DEMO_ACCOUNTS, stripeEmulatorUrl: null }, development);
  expect(text).toContain('`npm run demo -- --url http://127.0.0.1:4310`');
});

it('promises nothing that is not there: in production no playground, without demo data no demo', () => {
  const production = { startedInMs: 3_210, production: true };
  const text = welcome({ url: URL, accounts: [], stripeEmulatorUrl: null }, production);
  expect(text).toContain(`${URL}/graphql`);
  for (const absent of ['Playground', 'Payments', 'accounts', 'demo']) expect(text).not.toContain(absent);
});

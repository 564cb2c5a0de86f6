import { signIn, type Person } from '@bazaar/bazaar/demo/people';
import { connectControl, type Control } from '@bazaar/stripe-emulator/control/control';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerSomething, type TestOffer, type TestVendor } from './goods.ts';
import { runMarket, type RunningMarket } from './run-market.ts';
import { seedMarket, type SeededMarket } from './seed-market.ts';
import { marketEnv } from './test-env.ts';

export interface Market extends SeededMarket, RunningMarket {
  /** Steers the payment emulator, and knows who was charged. */
  readonly stripe: Control;
  readonly stripeUrl: string;
  /** What an operator's command beside it is run with. */
  readonly env: Readonly<Record<string, string>>;
  offer(vendor: TestVendor, terms: { readonly stock: number; readonly amount: number }): Promise<TestOffer>;
  /** Signs in the owner of a vendor, or the administrator. */
  signIn(account: { readonly email: string; readonly password: string }): Promise<Person>;
}

/** Starts a whole marketplace in this process on a database of its own, with two vendors and nothing on sale. */
export async function startMarket(env: Readonly<Record<string, string>> = {}): Promise<Market> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-e2e-'));
  const database = await createTestDatabase({ subgraphs: [] });
  const marketsEnv = { ...marketEnv(database.url, dataDir), ...env };
  const running = await runMarket(marketsEnv);
  const stripeUrl = running.bazaar.stripeEmulatorUrl;
  if (!stripeUrl) throw new Error('Tests pay at the emulator.');
  const seeded = await seedMarket(running.database);
  // Vendors' owners find their memberships in their tokens once users has heard of them.
  await running.settled();
  return {
    ...running,
    ...seeded,
    stripe: connectControl(stripeUrl),
    stripeUrl,
    env: marketsEnv,
    offer: (vendor, terms) => offerSomething(running.database('catalog'), vendor, terms),
    signIn: (account) => signIn(running.url, account),
    async stop() {
      await running.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import type { UserId } from '@bazaar/ids/kinds';
import type { UserToImport } from '@bazaar/users/operations/import-users';
import { stableId } from './stable-id.ts';

/** The password of every demo account. Demo data is for machines that nobody else can reach. */
export const DEMO_PASSWORD = 'welcome-to-bazaar';

export type DemoPerson =
  'shopper' | 'northlight-owner' | 'copper-kettle-owner' | 'paper-lantern-owner' | 'support' | 'admin';

export interface DemoAccount extends UserToImport {
  /** What to sign in with this account for. */
  readonly purpose: string;
}

/** Every demo account, the shopper first. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('shopper', 'Sam', 'Rivers', 'en-US', ['CUSTOMER'], 'buys'),
  account('northlight-owner', 'Nora', 'Field', 'en-US', ['CUSTOMER', 'VENDOR'], 'owns Northlight Outfitters'),
  account('copper-kettle-owner', 'Caspar', 'Wells', 'en-GB', ['CUSTOMER', 'VENDOR'], 'owns The Copper Kettle'),
  account('paper-lantern-owner', 'Petra', 'Lindt', 'de-DE', ['CUSTOMER', 'VENDOR'], 'owns Paper Lantern'),
  account('support', 'Sunny', 'Marsh', 'en-US', ['SUPPORT'], 'helps shoppers and vendors'),
  account('admin', 'Ada', 'Stone', 'en-US', ['ADMIN', 'SUPERADMIN'], 'runs the marketplace'),
];

export function personId(person: DemoPerson): UserId {
  return stableId('usr', person);
}

function account(
  person: DemoPerson,
  firstName: string,
  lastName: string,
  locale: string,
  roles: UserToImport['roles'],
  purpose: string,
): DemoAccount {
  const email = `${person}@example.com`;
  return { id: personId(person), email, password: DEMO_PASSWORD, firstName, lastName, locale, roles, purpose };
}

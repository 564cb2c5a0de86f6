import { announce } from '../events/announce.ts';
import type { Call, Route, Step } from '../http/call.ts';
import { boolean, clearableText, currency, hash, integer, metadata, oneOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { invalidRequest, noSuch, StripeFault } from '../http/stripe-fault.ts';
import type { Account } from '../objects.ts';
import type { Owned } from '../state/tables.ts';
import { afterOnboarding, newAccount } from './account.ts';

const PATH = '/v1/accounts';

const requested = hash({ requested: boolean }).optional();

const PARAMETERS = {
  business_profile: hash({
    mcc: clearableText().optional(),
    name: clearableText().optional(),
    product_description: clearableText().optional(),
    support_email: clearableText().optional(),
    support_phone: clearableText().optional(),
    url: clearableText().optional(),
  }).optional(),
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit').optional(),
  capabilities: hash({ card_payments: requested, transfers: requested }).optional(),
  email: clearableText().optional(),
  metadata: metadata.optional(),
  settings: hash({
    payouts: hash({
      debit_negative_balances: boolean.optional(),
      schedule: hash({
        delay_days: integer(0).optional(),
        interval: oneOf('daily', 'manual', 'monthly', 'weekly').optional(),
      }).optional(),
      statement_descriptor: clearableText(22).optional(),
    }).optional(),
  }).optional(),
};

/** How long an account link works, in seconds. */
const LINK_SECONDS = 5 * 60;

export const ACCOUNT_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      ...PARAMETERS,
      type: oneOf('custom', 'express', 'standard').optional(),
      country: text(2).optional(),
      default_currency: currency.optional(),
    },
    (call, given) => {
      const id = call.newId('acct').slice(0, 21);
      const blank = newAccount({
        id,
        now: call.now,
        type: given.type ?? 'standard',
        country: given.country?.toUpperCase() ?? call.settings.country,
        currency: given.default_currency ?? call.settings.currency,
        onboarded: false,
      });
      const described = describe(blank, given);
      const object = call.settings.onboardAtOnce ? afterOnboarding(described, call.now) : described;
      save(call, object);
      if (object.details_submitted) announce(call, 'account.updated', object, { owner: id });
      return object;
    },
  ),

  route('GET', PATH, PAGE_BY_TIME, (call, page) => {
    const connected = call.tx.list('accounts').filter(({ id }) => id !== call.platform);
    // The accounts belong to themselves; the platform lists them all.
    const listed = connected.map((row) => ({ ...row, owner: call.platform }));
    return pageOf(listed, call.owner, PATH, page);
  }),

  route('GET', '/v1/account', {}, (call) => getAccount(call, call.owner).object),
  route('GET', `${PATH}/:account`, {}, (call) => getAccount(call, call.path['account'] ?? '').object),

  route('POST', `${PATH}/:account`, PARAMETERS, (call, given) => {
    const { object: before } = getAccount(call, call.path['account'] ?? '');
    const object = describe(before, given);
    save(call, object);
    announce(call, 'account.updated', object, { owner: object.id });
    return object;
  }),

  route('DELETE', `${PATH}/:account`, {}, (call) => {
    const { id } = getAccount(call, call.path['account'] ?? '');
    if (id === call.platform) throw invalidRequest('You cannot delete your own account.');
    call.tx.delete('accounts', id);
    return { id, object: 'account', deleted: true };
  }),

  route(
    'POST',
    '/v1/account_links',
    {
      account: text(),
      type: oneOf('account_onboarding', 'account_update'),
      refresh_url: text().optional(),
      return_url: text().optional(),
      collection_options: hash({
        fields: oneOf('currently_due', 'eventually_due').optional(),
        future_requirements: oneOf('include', 'omit').optional(),
      }).optional(),
    },
    (call, { account, return_url: returnUrl }) => {
      const row = call.tx.find('accounts', account);
      if (!row || account === call.platform) throw noSuch('account', account, 'account');
      const query = returnUrl === undefined ? '' : `?${new URLSearchParams({ return_url: returnUrl }).toString()}`;
      return {
        object: 'account_link',
        created: call.now,
        expires_at: call.now + LINK_SECONDS,
        url: `${call.baseUrl}/_emulator/onboarding/${account}${query}`,
      };
    },
  ),
];

/** Applies what a request says about an account. Capabilities become active at once when the account is onboarded. */
function describe(
  account: Account,
  given: {
    readonly business_profile?: object;
    readonly business_type?: Account['business_type'];
    readonly capabilities?: Readonly<Record<string, { readonly requested: boolean } | undefined>>;
    readonly email?: string | null;
    readonly metadata?: Parameters<typeof changeMetadata>[1];
    readonly settings?: { readonly payouts?: { readonly schedule?: object } };
  },
): Account {
  const capabilities: Record<string, 'active' | 'inactive'> = {};
  for (const [name, wanted] of Object.entries(given.capabilities ?? {}))
    if (wanted?.requested) capabilities[name] = account.details_submitted ? 'active' : 'inactive';
  const payouts = account.settings?.payouts;
  return {
    ...account,
    business_profile: account.business_profile && { ...account.business_profile, ...given.business_profile },
    business_type: given.business_type ?? account.business_type,
    capabilities: { ...account.capabilities, ...capabilities },
    email: given.email === undefined ? account.email : given.email,
    metadata: changeMetadata(account.metadata, given.metadata),
    settings:
      account.settings && payouts
        ? {
            ...account.settings,
            payouts: {
              ...payouts,
              ...given.settings?.payouts,
              schedule: { ...payouts.schedule, ...given.settings?.payouts?.schedule },
            },
          }
        : account.settings,
  };
}

function save(step: Step, object: Account): void {
  step.tx.put('accounts', { id: object.id, owner: object.id, object });
}

/** An account the caller may see: the platform sees all, a connected account itself. */
function getAccount(call: Call, id: string): Owned<Account> {
  const row = call.tx.find('accounts', id);
  if (row && (call.owner === call.platform || call.owner === id)) return row;
  throw new StripeFault(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });
}

import type { Account } from '../objects.ts';

export interface NewAccount {
  readonly id: string;
  /** Seconds. */
  readonly now: number;
  readonly type: 'custom' | 'express' | 'standard';
  readonly country: string;
  readonly currency: string;
  readonly onboarded: boolean;
}

const OPEN_REQUIREMENTS = ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip'];

/** An account as it begins: without capabilities, and with everything still to be told unless it is onboarded. */
export function newAccount(given: NewAccount): Account {
  const account: Account = {
    id: given.id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller: {
      fees: { payer: given.type === 'standard' ? 'account' : 'application' },
      is_controller: true,
      losses: { payments: given.type === 'standard' ? 'stripe' : 'application' },
      requirement_collection: given.type === 'custom' ? 'application' : 'stripe',
      stripe_dashboard: { type: given.type === 'custom' ? 'none' : given.type === 'express' ? 'express' : 'full' },
      type: 'application',
    },
    country: given.country,
    created: given.now,
    default_currency: given.currency,
    details_submitted: false,
    email: null,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${given.id}/external_accounts`,
    },
    future_requirements: requirements([]),
    metadata: {},
    payouts_enabled: false,
    requirements: requirements(OPEN_REQUIREMENTS),
    settings: {
      bacs_debit_payments: { display_name: null, service_user_number: null },
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_issuing: { tos_acceptance: { date: null, ip: null } },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: null, timezone: 'Etc/UTC' },
      invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
      payments: {
        statement_descriptor: null,
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
      sepa_debit_payments: {},
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: given.type,
  };
  return given.onboarded ? afterOnboarding(account, given.now) : account;
}

/** The account has told everything: what it asked for becomes active. */
export function afterOnboarding(account: Account, now: number): Account {
  const capabilities = Object.fromEntries(Object.keys(account.capabilities ?? {}).map((name) => [name, 'active']));
  return {
    ...account,
    capabilities,
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
    requirements: requirements([]),
    tos_acceptance: { date: now, ip: '127.0.0.1', user_agent: null },
  };
}

/** Whether transfers may be made to the account. */
export function takesTransfers(account: Account): boolean {
  return account.capabilities?.transfers === 'active';
}

function requirements(due: readonly string[]): NonNullable<Account['requirements']> {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: [],
  };
}

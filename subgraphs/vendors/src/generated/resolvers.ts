import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyDomain } from '@bazaar/money/money';
import type { Vendor as VendorDomain, VendorMember as VendorMemberDomain } from '../domain/vendor.ts';
import type { CommissionRule as CommissionRuleDomain } from '../domain/commission.ts';
import type { AccountBalance as AccountBalanceDomain } from '../storage/ledger-accounts.ts';
import type { LedgerAccountPage as LedgerAccountPageDomain } from '../resolvers/ledger-account-page.ts';
import type { StatementLine as StatementLineDomain } from '../storage/statement.ts';
import type { VendorPage as VendorPageDomain } from '../resolvers/VendorConnection.ts';
import type { VendorStatementPage as VendorStatementPageDomain } from '../resolvers/VendorStatementLineConnection.ts';
import type { CommissionRulePage as CommissionRulePageDomain } from '../resolvers/CommissionRuleConnection.ts';
import type { VendorsContext } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 3166-1 alpha-2 country code in capitals, such as `DE`. */
  CountryCode: { input: string; output: string; }
  /** An ISO 4217 currency code in capitals, such as `EUR`. It tells how many decimals the amount beside it has: EUR 2, JPY 0, KWD 3. */
  CurrencyCode: { input: string; output: string; }
  /** A moment in time as an ISO 8601 text with an offset, such as `2026-01-31T12:00:00Z`. Answers are always in UTC with milliseconds. */
  DateTime: { input: Date; output: Date; }
  /**
   * An amount of money as a whole number of the currency's smallest unit: 1999 stands for €19.99, and for ¥1999 because the yen has no smaller unit.
   * It may be negative and exceed 32 bits, but is always exact in a JavaScript number (at most 9007199254740991).
   */
  MinorUnits: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Category = {
  /** The category's id, `cat_…`. */
  readonly id: Scalars['ID']['output'];
};

/** How much of a sale the marketplace keeps. Of all rules that fit a line the most specific wins: vendor and category, vendor, category, all. */
export type CommissionRule = {
  /** For this category and its descendants; null for all. */
  readonly category?: Maybe<Category>;
  /** The rule's id, `cmr_…`. */
  readonly id: Scalars['ID']['output'];
  /** Parts per million of the net line: 100000 is 10 %. */
  readonly ratePpm: Scalars['Int']['output'];
  /** When it begins to hold. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When it ceases to hold; null until further notice. */
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** For this vendor; null for all. */
  readonly vendor?: Maybe<Vendor>;
};

/** A page of commission rules. */
export type CommissionRuleConnection = {
  /** The rules with their cursors. */
  readonly edges: ReadonlyArray<CommissionRuleEdge>;
  /** The rules without their cursors. */
  readonly nodes: ReadonlyArray<CommissionRule>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Input of `commissionRuleCreate`. */
export type CommissionRuleCreateInput = {
  /** For this category and its descendants; for all when left out. */
  readonly categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Parts per million of the net line: 100000 is 10 %. */
  readonly ratePpm: Scalars['Int']['input'];
  /** When it begins to hold; now when left out. */
  readonly validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it ceases to hold; left out until further notice. */
  readonly validUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** For this vendor; for all when left out. */
  readonly vendorId?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `commissionRuleCreate`. */
export type CommissionRuleCreatePayload = {
  /** The rule. */
  readonly commissionRule?: Maybe<CommissionRule>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
};

/** One rule of a page. */
export type CommissionRuleEdge = {
  /** Where this rule stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The rule. */
  readonly node: CommissionRule;
};

/** Input of `commissionRuleEnd`. */
export type CommissionRuleEndInput = {
  /** The rule's id, `cmr_…`. */
  readonly commissionRuleId: Scalars['ID']['input'];
};

/** Result of `commissionRuleEnd`. */
export type CommissionRuleEndPayload = {
  /** The rule with its end. */
  readonly commissionRule?: Maybe<CommissionRule>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
};

/** An account of the double-entry ledger. */
export type LedgerAccount = {
  /** Debits less credits. */
  readonly balance: Money;
  /** What it counts. */
  readonly kind: LedgerAccountKind;
  /** Whose it is, for VENDOR_PAYABLE. */
  readonly vendor?: Maybe<Vendor>;
};

/** A page of accounts. */
export type LedgerAccountConnection = {
  /** The accounts with their cursors. */
  readonly edges: ReadonlyArray<LedgerAccountEdge>;
  /** The accounts without their cursors. */
  readonly nodes: ReadonlyArray<LedgerAccount>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One account of a page. */
export type LedgerAccountEdge = {
  /** Where this account stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: LedgerAccount;
};

/** What an account counts. */
export type LedgerAccountKind =
  /** What the marketplace earned. */
  | 'COMMISSION'
  /** Tax on what the marketplace earned. */
  | 'FEE_TAX'
  /** Discounts that the marketplace paid for. */
  | 'PLATFORM_PROMOTIONS'
  /** What the payment provider holds for the marketplace. */
  | 'PROVIDER_CLEARING'
  /** What the provider kept. */
  | 'PROVIDER_FEES'
  /** Tax collected from buyers. */
  | 'SALES_TAX_PAYABLE'
  /** What is owed to a vendor. */
  | 'VENDOR_PAYABLE';

/** Conditions on a list of accounts; all must hold. */
export type LedgerAccountWhere = {
  /** In this currency. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Of one of these kinds; an empty list matches nothing. */
  readonly kinds?: InputMaybe<ReadonlyArray<LedgerAccountKind>>;
  /** What is owed to this vendor. */
  readonly vendorId?: InputMaybe<Scalars['ID']['input']>;
};

/** An amount of money in one currency. Calculate with `amount`, show `formatted`. Amounts in different currencies are never added or converted. */
export type Money = {
  /** The amount in the currency's smallest unit. */
  readonly amount: Scalars['MinorUnits']['output'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The amount as text for people: `€1,999.00` in `en`, `1.999,00 €` in `de`. */
  readonly formatted: Scalars['String']['output'];
};


/** An amount of money in one currency. Calculate with `amount`, show `formatted`. Amounts in different currencies are never added or converted. */
export type MoneyFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** An amount of money in one currency, sent by a client. */
export type MoneyInput = {
  /** The amount in the currency's smallest unit. */
  readonly amount: Scalars['MinorUnits']['input'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  /** Adds a commission rule. Orders already placed keep the rate they were placed with. For administrators. */
  readonly commissionRuleCreate?: Maybe<CommissionRuleCreatePayload>;
  /** Ends a commission rule now. For administrators. */
  readonly commissionRuleEnd?: Maybe<CommissionRuleEndPayload>;
  /** Applies to sell. The signed-in user becomes the vendor's owner; selling begins with an administrator's approval. One application waits at a time. */
  readonly vendorApply?: Maybe<VendorApplyPayload>;
  /** Lets a vendor sell: an applicant, or one that was suspended. For administrators. */
  readonly vendorApprove?: Maybe<VendorApprovePayload>;
  /** Makes a user a member of a vendor. For its owners. */
  readonly vendorMemberAdd?: Maybe<VendorMemberAddPayload>;
  /** Removes a member. For the vendor's owners, and for the member who leaves; the last owner stays. */
  readonly vendorMemberRemove?: Maybe<VendorMemberRemovePayload>;
  /** Gives a member another role. For the vendor's owners; the last owner keeps theirs. */
  readonly vendorMemberSetRole?: Maybe<VendorMemberSetRolePayload>;
  /** Refuses an applicant. For administrators. */
  readonly vendorReject?: Maybe<VendorRejectPayload>;
  /** Stops a vendor from selling. For administrators. */
  readonly vendorSuspend?: Maybe<VendorSuspendPayload>;
  /** Changes a vendor's profile. For its owners and managers. */
  readonly vendorUpdateProfile?: Maybe<VendorUpdateProfilePayload>;
};


export type MutationCommissionRuleCreateArgs = {
  input: CommissionRuleCreateInput;
};


export type MutationCommissionRuleEndArgs = {
  input: CommissionRuleEndInput;
};


export type MutationVendorApplyArgs = {
  input: VendorApplyInput;
};


export type MutationVendorApproveArgs = {
  input: VendorApproveInput;
};


export type MutationVendorMemberAddArgs = {
  input: VendorMemberAddInput;
};


export type MutationVendorMemberRemoveArgs = {
  input: VendorMemberRemoveInput;
};


export type MutationVendorMemberSetRoleArgs = {
  input: VendorMemberSetRoleInput;
};


export type MutationVendorRejectArgs = {
  input: VendorRejectInput;
};


export type MutationVendorSuspendArgs = {
  input: VendorSuspendInput;
};


export type MutationVendorUpdateProfileArgs = {
  input: VendorUpdateProfileInput;
};

/** Where a page of a connection stands in the whole list. Pass `endCursor` as `after` for the next page, `startCursor` as `before` for the previous one. */
export type PageInfo = {
  /** The cursor of the page's last entry; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** There are more entries after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** There are entries before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first entry; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Where something goes, or who pays. Inputs have the same lines: texts have at most 200 characters, city and region 100, phone 40. */
export type PostalAddress = {
  /** City or town. */
  readonly city: Scalars['String']['output'];
  /** Company, if any. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** The country. */
  readonly country: Scalars['CountryCode']['output'];
  /** Given name. */
  readonly firstName: Scalars['String']['output'];
  /** Family name. */
  readonly lastName: Scalars['String']['output'];
  /** Street and number. */
  readonly line1: Scalars['String']['output'];
  /** Further details, such as a floor. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** For the carrier's questions. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** State, province or prefecture, where the country uses one. */
  readonly region?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  /** Commission rules, oldest first. For administrators. */
  readonly commissionRules?: Maybe<CommissionRuleConnection>;
  /** The accounts of the marketplace's books, by currency, its own before the vendors'. All of a currency sum to zero. For administrators. */
  readonly ledgerAccounts?: Maybe<LedgerAccountConnection>;
  /** One vendor by its id or its handle; give one of the two. Null when there is none that you may see: before its approval a vendor is visible to its members and to staff only. */
  readonly vendor?: Maybe<Vendor>;
  /** Vendors, oldest first: those who sell, or, for administrators, those of any status. */
  readonly vendors?: Maybe<VendorConnection>;
};


export type QueryCommissionRulesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLedgerAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<LedgerAccountWhere>;
};


export type QueryVendorArgs = {
  handle?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryVendorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<VendorWhere>;
};

export type User = {
  /** The user's id, `usr_…`. */
  readonly id: Scalars['ID']['output'];
  /** Vendors that the user belongs to, at most 50; visible to the user and to support, null to others. */
  readonly vendorMemberships?: Maybe<ReadonlyArray<VendorMember>>;
};

/**
 * Why a mutation did not do what was asked, in a way that its user can understand and mend. Each subgraph has its own type for it, which adds a `code` for programs.
 * Faults that no input could mend (no permission, a limit, an outage) are not user errors: they stand in the response's `errors`.
 */
export type UserError = {
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong, for people, in English. Programs go by the `code` of the concrete type. */
  readonly message: Scalars['String']['output'];
};

/** Someone who sells on the marketplace. Contact data, members and money are visible to its members by their role, and null to others. */
export type Vendor = {
  /** A picture. */
  readonly avatarUrl?: Maybe<Scalars['String']['output']>;
  /** What the marketplace owes it, one entry per currency. Negative after refunds of what was paid out. */
  readonly balances?: Maybe<ReadonlyArray<Money>>;
  /** What the vendor says of itself. */
  readonly description: Scalars['String']['output'];
  /** The e-mail address at which the marketplace reaches it. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Lower-case letters, digits and dashes; stands in addresses. */
  readonly handle: Scalars['String']['output'];
  /** The vendor's id, `vnd_…`. */
  readonly id: Scalars['ID']['output'];
  /** When it began to sell. */
  readonly joinedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who belongs to it, oldest first; at most 100. */
  readonly members?: Maybe<ReadonlyArray<VendorMember>>;
  /** What the vendor is called. */
  readonly name: Scalars['String']['output'];
  /** The phone number at which the marketplace reaches it. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** How many of its products are active. */
  readonly productsCount: Scalars['Int']['output'];
  /** Its statement in one currency, oldest first: every sale and refund with what was kept and what is owed. */
  readonly statement?: Maybe<VendorStatementLineConnection>;
  /** Whether it sells. */
  readonly status: VendorStatus;
  /** The vendor's own site. */
  readonly website?: Maybe<Scalars['String']['output']>;
};


/** Someone who sells on the marketplace. Contact data, members and money are visible to its members by their role, and null to others. */
export type VendorStatementArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  currency: Scalars['CurrencyCode']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `vendorApply`. */
export type VendorApplyInput = {
  /** A picture. */
  readonly avatarUrl?: InputMaybe<Scalars['String']['input']>;
  /** What the vendor says of itself. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The e-mail address at which the marketplace reaches it. */
  readonly email: Scalars['String']['input'];
  /** Lower-case letters, digits and dashes; stands in addresses. */
  readonly handle: Scalars['String']['input'];
  /** What the vendor is called. */
  readonly name: Scalars['String']['input'];
  /** The phone number at which the marketplace reaches it. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's own site. */
  readonly website?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `vendorApply`. */
export type VendorApplyPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The applicant. */
  readonly vendor?: Maybe<Vendor>;
};

/** Input of `vendorApprove`. */
export type VendorApproveInput = {
  /** For the history; at most 1000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorApprove`. */
export type VendorApprovePayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** A page of vendors. */
export type VendorConnection = {
  /** The vendors with their cursors. */
  readonly edges: ReadonlyArray<VendorEdge>;
  /** The vendors without their cursors. */
  readonly nodes: ReadonlyArray<Vendor>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One vendor of a page. */
export type VendorEdge = {
  /** Where this vendor stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The vendor. */
  readonly node: Vendor;
};

/** A user who belongs to a vendor. */
export type VendorMember = {
  /** When the user became a member. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The membership's id, `vmb_…`. */
  readonly id: Scalars['ID']['output'];
  /** What the member may do. */
  readonly role: VendorRole;
  /** The user. */
  readonly user?: Maybe<User>;
  /** The vendor. */
  readonly vendor?: Maybe<Vendor>;
};

/** Input of `vendorMemberAdd`. */
export type VendorMemberAddInput = {
  /** What the member may do. */
  readonly role: VendorRole;
  /** The user's id, `usr_…`. */
  readonly userId: Scalars['ID']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorMemberAdd`. */
export type VendorMemberAddPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** Input of `vendorMemberRemove`. */
export type VendorMemberRemoveInput = {
  /** The user's id, `usr_…`. */
  readonly userId: Scalars['ID']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorMemberRemove`. */
export type VendorMemberRemovePayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** Input of `vendorMemberSetRole`. */
export type VendorMemberSetRoleInput = {
  /** What the member may do. */
  readonly role: VendorRole;
  /** The user's id, `usr_…`. */
  readonly userId: Scalars['ID']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorMemberSetRole`. */
export type VendorMemberSetRolePayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

export type VendorOrder = {
  readonly id: Scalars['ID']['output'];
};

/** Input of `vendorReject`. */
export type VendorRejectInput = {
  /** Why; for the history. 1 to 1000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorReject`. */
export type VendorRejectPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** What a member may do within a vendor. */
export type VendorRole =
  /** Statements. */
  | 'FINANCE'
  /** Stock and sending. */
  | 'FULFILMENT'
  /** Products, offers, stock and orders. */
  | 'MANAGER'
  /** Everything. */
  | 'OWNER';

/** What a line of a statement is about. */
export type VendorStatementKind =
  /** The buyer got money back. */
  | 'REFUND'
  /** Money that the buyer was to get back came back from their bank: a REFUND before it did not happen after all. */
  | 'REFUND_FAILED'
  /** The buyer paid. */
  | 'SALE';

/** One line of a vendor's statement, from the vendor's side: net = gross − tax − commission − feeTax. */
export type VendorStatementLine = {
  /** The balance after this line. */
  readonly balance: Money;
  /** The marketplace's commission. */
  readonly commission: Money;
  /** Tax on the commission. */
  readonly feeTax: Money;
  /** What the buyer paid, negative for what they got back. */
  readonly gross: Money;
  /** The transaction's id, `ltx_…`. */
  readonly id: Scalars['ID']['output'];
  /** What happened. */
  readonly kind: VendorStatementKind;
  /** What the balance changed by. */
  readonly net: Money;
  /** The number of the vendor's part of the order. */
  readonly number: Scalars['String']['output'];
  /** When the money moved. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** Sales tax in it, which the marketplace passes on. */
  readonly tax: Money;
  /** The vendor's part of the order. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** A page of a vendor's statement. */
export type VendorStatementLineConnection = {
  /** The lines with their cursors. */
  readonly edges: ReadonlyArray<VendorStatementLineEdge>;
  /** The lines without their cursors. */
  readonly nodes: ReadonlyArray<VendorStatementLine>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One line of a page. */
export type VendorStatementLineEdge = {
  /** Where this line stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: VendorStatementLine;
};

/** Whether a vendor sells. */
export type VendorStatus =
  /** Sells. */
  | 'ACTIVE'
  /** Waits for approval. */
  | 'PENDING'
  /** Was refused. */
  | 'REJECTED'
  /** Was stopped; orders under way are still sent. */
  | 'SUSPENDED';

/** Input of `vendorSuspend`. */
export type VendorSuspendInput = {
  /** Why; for the history. 1 to 1000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `vendorSuspend`. */
export type VendorSuspendPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** Input of `vendorUpdateProfile`. */
export type VendorUpdateProfileInput = {
  /** A picture; null takes it away. */
  readonly avatarUrl?: InputMaybe<Scalars['String']['input']>;
  /** What the vendor says of itself. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case letters, digits and dashes; stands in addresses. */
  readonly handle?: InputMaybe<Scalars['String']['input']>;
  /** What the vendor is called. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Phone; null takes it away. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
  /** The vendor's own site; null takes it away. */
  readonly website?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `vendorUpdateProfile`. */
export type VendorUpdateProfilePayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<VendorsUserError>;
  /** The vendor after the change. */
  readonly vendor?: Maybe<Vendor>;
};

/** Conditions on a list of vendors; all must hold. */
export type VendorWhere = {
  /** In one of these; an empty list matches nothing. Others than ACTIVE, which is meant when left out, are for administrators. */
  readonly statuses?: InputMaybe<ReadonlyArray<VendorStatus>>;
};

/** Codes of VendorsUserError. */
export type VendorsErrorCode =
  /** An application of yours waits for its decision: until then you cannot apply again. No field is named: nothing is wrong with this one. */
  | 'APPLICATION_PENDING'
  /** There is no such category. */
  | 'CATEGORY_NOT_FOUND'
  /** There is no such rule in force. */
  | 'COMMISSION_RULE_NOT_FOUND'
  /** A description has at most 5000 characters. */
  | 'DESCRIPTION_INVALID'
  /** The e-mail address is not one. */
  | 'EMAIL_INVALID'
  /** A handle has 3 to 50 lower-case letters, digits and dashes, and is not reserved. */
  | 'HANDLE_INVALID'
  /** Another vendor has this handle. */
  | 'HANDLE_TAKEN'
  /** The user belongs to as many vendors as one may: 50. No field is named when it is oneself who applies. */
  | 'MEMBERSHIP_LIMIT_REACHED'
  /** The user is a member already. */
  | 'MEMBER_EXISTS'
  /** The vendor has as many members as it may have. */
  | 'MEMBER_LIMIT_REACHED'
  /** The user is no member. */
  | 'MEMBER_NOT_FOUND'
  /** A name has 1 to 100 characters. */
  | 'NAME_INVALID'
  /** A note has at most 1000 characters. */
  | 'NOTE_INVALID'
  /** A vendor keeps at least one owner. */
  | 'OWNER_REQUIRED'
  /** A rule begins now or later and ends after it began. */
  | 'PERIOD_INVALID'
  /** This is not a phone number. */
  | 'PHONE_INVALID'
  /** A rate lies between 0 and 1000000 parts per million. */
  | 'RATE_INVALID'
  /** A reason has 1 to 1000 characters. */
  | 'REASON_INVALID'
  /** The present status does not allow this step. */
  | 'STATUS_CHANGE_NOT_ALLOWED'
  /** This is not an http or https address. */
  | 'URL_INVALID'
  /** There is no such user. */
  | 'USER_NOT_FOUND'
  /** There is no such vendor, or you have no part in it. */
  | 'VENDOR_NOT_FOUND';

/** Why a mutation of vendors did not do what was asked. */
export type VendorsUserError = UserError & {
  /** For programs. */
  readonly code: VendorsErrorCode;
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For people, in English. */
  readonly message: Scalars['String']['output'];
};

/** For whom an answer may be kept. */
export type CacheControl__Scope =
  /** For one session. */
  | 'PRIVATE'
  /** For everybody who may see no more than everybody. */
  | 'PUBLIC';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  User: User;
  Vendor: Vendor;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  Vendor:
    ( { __typename: 'Vendor' }
    & GraphQLRecursivePick<FederationTypes['Vendor'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PostalAddress: never;
  UserError: ( VendorsUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Category: ResolverTypeWrapper<Category>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CommissionRule: ResolverTypeWrapper<CommissionRuleDomain>;
  CommissionRuleConnection: ResolverTypeWrapper<CommissionRulePageDomain>;
  CommissionRuleCreateInput: CommissionRuleCreateInput;
  CommissionRuleCreatePayload: ResolverTypeWrapper<Omit<CommissionRuleCreatePayload, 'commissionRule'> & { commissionRule?: Maybe<ResolversTypes['CommissionRule']> }>;
  CommissionRuleEdge: ResolverTypeWrapper<Omit<CommissionRuleEdge, 'node'> & { node: ResolversTypes['CommissionRule'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CommissionRuleEndInput: CommissionRuleEndInput;
  CommissionRuleEndPayload: ResolverTypeWrapper<Omit<CommissionRuleEndPayload, 'commissionRule'> & { commissionRule?: Maybe<ResolversTypes['CommissionRule']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  LedgerAccount: ResolverTypeWrapper<AccountBalanceDomain>;
  LedgerAccountConnection: ResolverTypeWrapper<LedgerAccountPageDomain>;
  LedgerAccountEdge: ResolverTypeWrapper<Omit<LedgerAccountEdge, 'node'> & { node: ResolversTypes['LedgerAccount'] }>;
  LedgerAccountKind: LedgerAccountKind;
  LedgerAccountWhere: LedgerAccountWhere;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyDomain>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PostalAddress: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PostalAddress']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<Omit<User, 'vendorMemberships'> & { vendorMemberships?: Maybe<ReadonlyArray<ResolversTypes['VendorMember']>> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Vendor: ResolverTypeWrapper<VendorDomain>;
  VendorApplyInput: VendorApplyInput;
  VendorApplyPayload: ResolverTypeWrapper<Omit<VendorApplyPayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorApproveInput: VendorApproveInput;
  VendorApprovePayload: ResolverTypeWrapper<Omit<VendorApprovePayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorConnection: ResolverTypeWrapper<VendorPageDomain>;
  VendorEdge: ResolverTypeWrapper<Omit<VendorEdge, 'node'> & { node: ResolversTypes['Vendor'] }>;
  VendorMember: ResolverTypeWrapper<VendorMemberDomain>;
  VendorMemberAddInput: VendorMemberAddInput;
  VendorMemberAddPayload: ResolverTypeWrapper<Omit<VendorMemberAddPayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorMemberRemoveInput: VendorMemberRemoveInput;
  VendorMemberRemovePayload: ResolverTypeWrapper<Omit<VendorMemberRemovePayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorMemberSetRoleInput: VendorMemberSetRoleInput;
  VendorMemberSetRolePayload: ResolverTypeWrapper<Omit<VendorMemberSetRolePayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorOrder: ResolverTypeWrapper<VendorOrder>;
  VendorRejectInput: VendorRejectInput;
  VendorRejectPayload: ResolverTypeWrapper<Omit<VendorRejectPayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorRole: VendorRole;
  VendorStatementKind: VendorStatementKind;
  VendorStatementLine: ResolverTypeWrapper<StatementLineDomain>;
  VendorStatementLineConnection: ResolverTypeWrapper<VendorStatementPageDomain>;
  VendorStatementLineEdge: ResolverTypeWrapper<Omit<VendorStatementLineEdge, 'node'> & { node: ResolversTypes['VendorStatementLine'] }>;
  VendorStatus: VendorStatus;
  VendorSuspendInput: VendorSuspendInput;
  VendorSuspendPayload: ResolverTypeWrapper<Omit<VendorSuspendPayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorUpdateProfileInput: VendorUpdateProfileInput;
  VendorUpdateProfilePayload: ResolverTypeWrapper<Omit<VendorUpdateProfilePayload, 'vendor'> & { vendor?: Maybe<ResolversTypes['Vendor']> }>;
  VendorWhere: VendorWhere;
  VendorsErrorCode: VendorsErrorCode;
  VendorsUserError: ResolverTypeWrapper<VendorsUserError>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Category: Category;
  ID: Scalars['ID']['output'];
  CommissionRule: CommissionRuleDomain;
  CommissionRuleConnection: CommissionRulePageDomain;
  CommissionRuleCreateInput: CommissionRuleCreateInput;
  CommissionRuleCreatePayload: Omit<CommissionRuleCreatePayload, 'commissionRule'> & { commissionRule?: Maybe<ResolversParentTypes['CommissionRule']> };
  CommissionRuleEdge: Omit<CommissionRuleEdge, 'node'> & { node: ResolversParentTypes['CommissionRule'] };
  String: Scalars['String']['output'];
  CommissionRuleEndInput: CommissionRuleEndInput;
  CommissionRuleEndPayload: Omit<CommissionRuleEndPayload, 'commissionRule'> & { commissionRule?: Maybe<ResolversParentTypes['CommissionRule']> };
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  LedgerAccount: AccountBalanceDomain;
  LedgerAccountConnection: LedgerAccountPageDomain;
  LedgerAccountEdge: Omit<LedgerAccountEdge, 'node'> & { node: ResolversParentTypes['LedgerAccount'] };
  LedgerAccountWhere: LedgerAccountWhere;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyDomain;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PostalAddress: ResolversInterfaceTypes<ResolversParentTypes>['PostalAddress'];
  Query: Record<PropertyKey, never>;
  User: Omit<User, 'vendorMemberships'> & { vendorMemberships?: Maybe<ReadonlyArray<ResolversParentTypes['VendorMember']>> } | FederationReferenceTypes['User'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Vendor: VendorDomain;
  VendorApplyInput: VendorApplyInput;
  VendorApplyPayload: Omit<VendorApplyPayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorApproveInput: VendorApproveInput;
  VendorApprovePayload: Omit<VendorApprovePayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorConnection: VendorPageDomain;
  VendorEdge: Omit<VendorEdge, 'node'> & { node: ResolversParentTypes['Vendor'] };
  VendorMember: VendorMemberDomain;
  VendorMemberAddInput: VendorMemberAddInput;
  VendorMemberAddPayload: Omit<VendorMemberAddPayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorMemberRemoveInput: VendorMemberRemoveInput;
  VendorMemberRemovePayload: Omit<VendorMemberRemovePayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorMemberSetRoleInput: VendorMemberSetRoleInput;
  VendorMemberSetRolePayload: Omit<VendorMemberSetRolePayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorOrder: VendorOrder;
  VendorRejectInput: VendorRejectInput;
  VendorRejectPayload: Omit<VendorRejectPayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorStatementLine: StatementLineDomain;
  VendorStatementLineConnection: VendorStatementPageDomain;
  VendorStatementLineEdge: Omit<VendorStatementLineEdge, 'node'> & { node: ResolversParentTypes['VendorStatementLine'] };
  VendorSuspendInput: VendorSuspendInput;
  VendorSuspendPayload: Omit<VendorSuspendPayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorUpdateProfileInput: VendorUpdateProfileInput;
  VendorUpdateProfilePayload: Omit<VendorUpdateProfilePayload, 'vendor'> & { vendor?: Maybe<ResolversParentTypes['Vendor']> };
  VendorWhere: VendorWhere;
  VendorsUserError: VendorsUserError;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControl__Scope>;
  staleIfError?: Maybe<Scalars['Int']['input']>;
  withParent?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = VendorsContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CategoryResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CommissionRuleResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['CommissionRule'] = ResolversParentTypes['CommissionRule']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ratePpm?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type CommissionRuleConnectionResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['CommissionRuleConnection'] = ResolversParentTypes['CommissionRuleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CommissionRuleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['CommissionRule']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CommissionRuleCreatePayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['CommissionRuleCreatePayload'] = ResolversParentTypes['CommissionRuleCreatePayload']> = {
  commissionRule?: Resolver<Maybe<ResolversTypes['CommissionRule']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
};

export type CommissionRuleEdgeResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['CommissionRuleEdge'] = ResolversParentTypes['CommissionRuleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CommissionRule'], ParentType, ContextType>;
};

export type CommissionRuleEndPayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['CommissionRuleEndPayload'] = ResolversParentTypes['CommissionRuleEndPayload']> = {
  commissionRule?: Resolver<Maybe<ResolversTypes['CommissionRule']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type LedgerAccountResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerAccountKind'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type LedgerAccountConnectionResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['LedgerAccountConnection'] = ResolversParentTypes['LedgerAccountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LedgerAccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LedgerAccount']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LedgerAccountEdgeResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['LedgerAccountEdge'] = ResolversParentTypes['LedgerAccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  commissionRuleCreate: Resolver<Maybe<ResolversTypes['CommissionRuleCreatePayload']>, ParentType, ContextType, RequireFields<MutationCommissionRuleCreateArgs, 'input'>>;
  commissionRuleEnd: Resolver<Maybe<ResolversTypes['CommissionRuleEndPayload']>, ParentType, ContextType, RequireFields<MutationCommissionRuleEndArgs, 'input'>>;
  vendorApply: Resolver<Maybe<ResolversTypes['VendorApplyPayload']>, ParentType, ContextType, RequireFields<MutationVendorApplyArgs, 'input'>>;
  vendorApprove: Resolver<Maybe<ResolversTypes['VendorApprovePayload']>, ParentType, ContextType, RequireFields<MutationVendorApproveArgs, 'input'>>;
  vendorMemberAdd: Resolver<Maybe<ResolversTypes['VendorMemberAddPayload']>, ParentType, ContextType, RequireFields<MutationVendorMemberAddArgs, 'input'>>;
  vendorMemberRemove: Resolver<Maybe<ResolversTypes['VendorMemberRemovePayload']>, ParentType, ContextType, RequireFields<MutationVendorMemberRemoveArgs, 'input'>>;
  vendorMemberSetRole: Resolver<Maybe<ResolversTypes['VendorMemberSetRolePayload']>, ParentType, ContextType, RequireFields<MutationVendorMemberSetRoleArgs, 'input'>>;
  vendorReject: Resolver<Maybe<ResolversTypes['VendorRejectPayload']>, ParentType, ContextType, RequireFields<MutationVendorRejectArgs, 'input'>>;
  vendorSuspend: Resolver<Maybe<ResolversTypes['VendorSuspendPayload']>, ParentType, ContextType, RequireFields<MutationVendorSuspendArgs, 'input'>>;
  vendorUpdateProfile: Resolver<Maybe<ResolversTypes['VendorUpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationVendorUpdateProfileArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  commissionRules: Resolver<Maybe<ResolversTypes['CommissionRuleConnection']>, ParentType, ContextType, Partial<QueryCommissionRulesArgs>>;
  ledgerAccounts: Resolver<Maybe<ResolversTypes['LedgerAccountConnection']>, ParentType, ContextType, Partial<QueryLedgerAccountsArgs>>;
  vendor: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType, Partial<QueryVendorArgs>>;
  vendors: Resolver<Maybe<ResolversTypes['VendorConnection']>, ParentType, ContextType, Partial<QueryVendorsArgs>>;
};

export type UserResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendorMemberships?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VendorMember']>>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'VendorsUserError', ParentType, ContextType>;
};

export type VendorResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['Vendor'] = ResolversParentTypes['Vendor'], FederationReferenceType extends FederationReferenceTypes['Vendor'] = FederationReferenceTypes['Vendor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vendor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  balances?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Money']>>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VendorMember']>>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  productsCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['VendorStatementLineConnection']>, ParentType, ContextType, RequireFields<VendorStatementArgs, 'currency'>>;
  status?: Resolver<ResolversTypes['VendorStatus'], ParentType, ContextType>;
  website?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VendorApplyPayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorApplyPayload'] = ResolversParentTypes['VendorApplyPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorApprovePayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorApprovePayload'] = ResolversParentTypes['VendorApprovePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorConnectionResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorConnection'] = ResolversParentTypes['VendorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VendorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Vendor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VendorEdgeResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorEdge'] = ResolversParentTypes['VendorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
};

export type VendorMemberResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorMember'] = ResolversParentTypes['VendorMember']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['VendorRole'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorMemberAddPayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorMemberAddPayload'] = ResolversParentTypes['VendorMemberAddPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorMemberRemovePayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorMemberRemovePayload'] = ResolversParentTypes['VendorMemberRemovePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorMemberSetRolePayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorMemberSetRolePayload'] = ResolversParentTypes['VendorMemberSetRolePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorOrderResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorOrder'] = ResolversParentTypes['VendorOrder']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VendorRejectPayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorRejectPayload'] = ResolversParentTypes['VendorRejectPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorStatementLineResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorStatementLine'] = ResolversParentTypes['VendorStatementLine']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  commission?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  feeTax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['VendorStatementKind'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type VendorStatementLineConnectionResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorStatementLineConnection'] = ResolversParentTypes['VendorStatementLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VendorStatementLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VendorStatementLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VendorStatementLineEdgeResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorStatementLineEdge'] = ResolversParentTypes['VendorStatementLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VendorStatementLine'], ParentType, ContextType>;
};

export type VendorSuspendPayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorSuspendPayload'] = ResolversParentTypes['VendorSuspendPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorUpdateProfilePayloadResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorUpdateProfilePayload'] = ResolversParentTypes['VendorUpdateProfilePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VendorsUserError']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
};

export type VendorsUserErrorResolvers<ContextType = VendorsContext, ParentType extends ResolversParentTypes['VendorsUserError'] = ResolversParentTypes['VendorsUserError']> = {
  code?: Resolver<ResolversTypes['VendorsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = VendorsContext> = {
  Category?: CategoryResolvers<ContextType>;
  CommissionRule?: CommissionRuleResolvers<ContextType>;
  CommissionRuleConnection?: CommissionRuleConnectionResolvers<ContextType>;
  CommissionRuleCreatePayload?: CommissionRuleCreatePayloadResolvers<ContextType>;
  CommissionRuleEdge?: CommissionRuleEdgeResolvers<ContextType>;
  CommissionRuleEndPayload?: CommissionRuleEndPayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LedgerAccountConnection?: LedgerAccountConnectionResolvers<ContextType>;
  LedgerAccountEdge?: LedgerAccountEdgeResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Vendor?: VendorResolvers<ContextType>;
  VendorApplyPayload?: VendorApplyPayloadResolvers<ContextType>;
  VendorApprovePayload?: VendorApprovePayloadResolvers<ContextType>;
  VendorConnection?: VendorConnectionResolvers<ContextType>;
  VendorEdge?: VendorEdgeResolvers<ContextType>;
  VendorMember?: VendorMemberResolvers<ContextType>;
  VendorMemberAddPayload?: VendorMemberAddPayloadResolvers<ContextType>;
  VendorMemberRemovePayload?: VendorMemberRemovePayloadResolvers<ContextType>;
  VendorMemberSetRolePayload?: VendorMemberSetRolePayloadResolvers<ContextType>;
  VendorOrder?: VendorOrderResolvers<ContextType>;
  VendorRejectPayload?: VendorRejectPayloadResolvers<ContextType>;
  VendorStatementLine?: VendorStatementLineResolvers<ContextType>;
  VendorStatementLineConnection?: VendorStatementLineConnectionResolvers<ContextType>;
  VendorStatementLineEdge?: VendorStatementLineEdgeResolvers<ContextType>;
  VendorSuspendPayload?: VendorSuspendPayloadResolvers<ContextType>;
  VendorUpdateProfilePayload?: VendorUpdateProfilePayloadResolvers<ContextType>;
  VendorsUserError?: VendorsUserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = VendorsContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};

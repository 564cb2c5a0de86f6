import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyDomain } from '@bazaar/money/money';
import type { User as UserDomain, Session as SessionDomain } from '../domain/user.ts';
import type { Address as AddressDomain } from '../domain/address.ts';
import type { Partner as PartnerDomain, PartnerKey as PartnerKeyDomain } from '../domain/partner.ts';
import type { PartnerDocument as PartnerDocumentDomain, PartnerDocumentUsage as PartnerDocumentUsageDomain } from '../domain/partner-document.ts';
import type { PartnerPage as PartnerPageDomain } from '../resolvers/PartnerConnection.ts';
import type { PartnerDocumentPage as PartnerDocumentPageDomain } from '../resolvers/PartnerDocumentConnection.ts';
import type { UsersContext } from '../context.ts';
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

/** An entry of a user's address book. */
export type Address = PostalAddress & {
  /** City or town. */
  readonly city: Scalars['String']['output'];
  /** Company, if any. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** The country. */
  readonly country: Scalars['CountryCode']['output'];
  /** Given name. */
  readonly firstName: Scalars['String']['output'];
  /** The address' id, `adr_…`. */
  readonly id: Scalars['ID']['output'];
  /** Suggested for invoices. */
  readonly isDefaultBilling: Scalars['Boolean']['output'];
  /** Suggested for deliveries. */
  readonly isDefaultShipping: Scalars['Boolean']['output'];
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

/** Input of `addressCreate`. */
export type AddressCreateInput = {
  /** City or town. */
  readonly city: Scalars['String']['input'];
  /** Company, if any. */
  readonly company?: InputMaybe<Scalars['String']['input']>;
  /** The country. */
  readonly country: Scalars['CountryCode']['input'];
  /** Given name. */
  readonly firstName: Scalars['String']['input'];
  /** Family name. */
  readonly lastName: Scalars['String']['input'];
  /** Street and number. */
  readonly line1: Scalars['String']['input'];
  /** Further details, such as a floor. */
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  /** For the carrier's questions. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or prefecture, where the country uses one. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `addressCreate`. */
export type AddressCreatePayload = {
  /** The new address. */
  readonly address?: Maybe<Address>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `addressDelete`. */
export type AddressDeleteInput = {
  /** The address' id, `adr_…`. */
  readonly addressId: Scalars['ID']['input'];
};

/** Result of `addressDelete`. */
export type AddressDeletePayload = {
  /** The address that is gone. */
  readonly addressId?: Maybe<Scalars['ID']['output']>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `addressSetDefault`. */
export type AddressSetDefaultInput = {
  /** The address' id, `adr_…`. */
  readonly addressId: Scalars['ID']['input'];
  /** Suggest it for invoices. */
  readonly billing: Scalars['Boolean']['input'];
  /** Suggest it for deliveries. */
  readonly shipping: Scalars['Boolean']['input'];
};

/** Result of `addressSetDefault`. */
export type AddressSetDefaultPayload = {
  /** The address after the change. */
  readonly address?: Maybe<Address>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `addressUpdate`. */
export type AddressUpdateInput = {
  /** The address' id, `adr_…`. */
  readonly addressId: Scalars['ID']['input'];
  /** City or town. */
  readonly city?: InputMaybe<Scalars['String']['input']>;
  /** Company, if any; null takes it away. */
  readonly company?: InputMaybe<Scalars['String']['input']>;
  /** The country. */
  readonly country?: InputMaybe<Scalars['CountryCode']['input']>;
  /** Given name. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** Family name. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  readonly line1?: InputMaybe<Scalars['String']['input']>;
  /** Further details, such as a floor; null takes it away. */
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  /** For the carrier's questions; null takes it away. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, where the country uses one; null takes it away. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or prefecture, where the country uses one; null takes it away. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `addressUpdate`. */
export type AddressUpdatePayload = {
  /** The address after the change. */
  readonly address?: Maybe<Address>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
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
  /** Adds an address to the signed-in user's address book. The first one becomes the default for shipping and billing. */
  readonly addressCreate?: Maybe<AddressCreatePayload>;
  /** Deletes an address of the signed-in user. The oldest remaining address takes over its defaults. */
  readonly addressDelete?: Maybe<AddressDeletePayload>;
  /** Makes an address the default for shipping, billing or both. */
  readonly addressSetDefault?: Maybe<AddressSetDefaultPayload>;
  /** Changes an address of the signed-in user. Orders already placed keep the address they were placed with. */
  readonly addressUpdate?: Maybe<AddressUpdatePayload>;
  /**
   * Exchanges a refresh token for new tokens. Each refresh token works once: a second use ends the whole session, because one of the two
   * users of the token must have stolen it.
   */
  readonly sessionRefresh?: Maybe<SessionRefreshPayload>;
  /** Ends one session of the signed-in user: the current one unless another is named. Its access token stops working at once. */
  readonly sessionSignOut?: Maybe<SessionSignOutPayload>;
  /** Ends all sessions of the signed-in user, the current one included unless it is kept. */
  readonly sessionSignOutEverywhere?: Maybe<SessionSignOutEverywherePayload>;
  /** Changes the password and ends all other sessions. Repeated attempts are refused for a while with RATE_LIMITED. */
  readonly userChangePassword?: Maybe<UserChangePasswordPayload>;
  /** Creates an account and signs it in. Many accounts from one network address are refused for a while with RATE_LIMITED. */
  readonly userRegister?: Maybe<UserRegisterPayload>;
  /** Replaces a user's roles and ends their sessions. For administrators; only a SUPERADMIN grants or takes ADMIN and SUPERADMIN. */
  readonly userSetRoles?: Maybe<UserSetRolesPayload>;
  /** Signs in with e-mail address and password. Repeated attempts, at one account or from one network address, are refused for a while with RATE_LIMITED. */
  readonly userSignIn?: Maybe<UserSignInPayload>;
  /** Changes the signed-in user's name or locale. */
  readonly userUpdateProfile?: Maybe<UserUpdateProfilePayload>;
};


export type MutationAddressCreateArgs = {
  input: AddressCreateInput;
};


export type MutationAddressDeleteArgs = {
  input: AddressDeleteInput;
};


export type MutationAddressSetDefaultArgs = {
  input: AddressSetDefaultInput;
};


export type MutationAddressUpdateArgs = {
  input: AddressUpdateInput;
};


export type MutationSessionRefreshArgs = {
  input: SessionRefreshInput;
};


export type MutationSessionSignOutArgs = {
  input: SessionSignOutInput;
};


export type MutationSessionSignOutEverywhereArgs = {
  input: SessionSignOutEverywhereInput;
};


export type MutationUserChangePasswordArgs = {
  input: UserChangePasswordInput;
};


export type MutationUserRegisterArgs = {
  input: UserRegisterInput;
};


export type MutationUserSetRolesArgs = {
  input: UserSetRolesInput;
};


export type MutationUserSignInArgs = {
  input: UserSignInInput;
};


export type MutationUserUpdateProfileArgs = {
  input: UserUpdateProfileInput;
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

/** Someone whose programs use a part of the API by keys of their own, and run the documents that they published, nothing else. */
export type Partner = {
  /** The part of the API that the partner's documents may use. */
  readonly contract: Scalars['String']['output'];
  /** Since when there is this partner. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The operations that the partner has published, the latest first. */
  readonly documents?: Maybe<PartnerDocumentConnection>;
  /** A short name for addresses and commands, which no other partner has. */
  readonly handle: Scalars['String']['output'];
  /** The partner's id, `ptn_…`. */
  readonly id: Scalars['ID']['output'];
  /** The partner's latest keys, the newest first; at most 50, of which at most 10 are good. Keys themselves are shown once, when they are made. */
  readonly keys: ReadonlyArray<PartnerKey>;
  /** The name for people. */
  readonly name: Scalars['String']['output'];
  /** How many requests all its keys together may make in a minute. */
  readonly requestsPerMinute: Scalars['Int']['output'];
  /** What the partner's keys may be used for, such as `catalog:read`. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** Since when none of its keys opens anything; null while they do. */
  readonly suspendedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** Someone whose programs use a part of the API by keys of their own, and run the documents that they published, nothing else. */
export type PartnerDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<PartnerDocumentWhere>;
};

/** A page of partners. */
export type PartnerConnection = {
  /** The partners with their cursors. */
  readonly edges: ReadonlyArray<PartnerEdge>;
  /** The partners without their cursors. */
  readonly nodes: ReadonlyArray<Partner>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An operation that a partner has published. Its programs run it by its hash. */
export type PartnerDocument = {
  /** What one run costs, as it was reckoned when the operation was published. */
  readonly cost: Scalars['Int']['output'];
  /** SHA-256 of the operation's text, as 64 lower-case hex digits: what programs send. */
  readonly hash: Scalars['String']['output'];
  /** The name of the operation. */
  readonly operationName: Scalars['String']['output'];
  /** When it was published, the latest time. */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** When it was retired, and is refused since then; null while it can be run. */
  readonly retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it was used lately. Counts arrive within some seconds of the calls. */
  readonly usage?: Maybe<PartnerDocumentUsage>;
};


/** An operation that a partner has published. Its programs run it by its hash. */
export type PartnerDocumentUsageArgs = {
  days: Scalars['Int']['input'];
};

/** A page of a partner's documents. */
export type PartnerDocumentConnection = {
  /** The documents with their cursors. */
  readonly edges: ReadonlyArray<PartnerDocumentEdge>;
  /** The documents without their cursors. */
  readonly nodes: ReadonlyArray<PartnerDocument>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One document of a page. */
export type PartnerDocumentEdge = {
  /** Where the document stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The document. */
  readonly node: PartnerDocument;
};

/** How a document was used over some days. */
export type PartnerDocumentUsage = {
  /** How often it was run: a whole number. */
  readonly calls: Scalars['Float']['output'];
  /** How many of these were answered with an error, data or not: a whole number. */
  readonly errors: Scalars['Float']['output'];
  /** When it was last run; null when it was not in these days. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Half of the calls were answered within so many milliseconds; null when there were none. Exact to within a class of latencies. */
  readonly p50Ms?: Maybe<Scalars['Float']['output']>;
  /** 95 of 100 calls were answered within so many milliseconds; null when there were none. Exact to within a class of latencies. */
  readonly p95Ms?: Maybe<Scalars['Float']['output']>;
};

/** Chooses documents of a partner. */
export type PartnerDocumentWhere = {
  /** True: only those that were retired. False: only those that can be run. */
  readonly retired?: InputMaybe<Scalars['Boolean']['input']>;
};

/** One partner of a page. */
export type PartnerEdge = {
  /** Where the partner stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The partner. */
  readonly node: Partner;
};

/** What is known of a partner's key. */
export type PartnerKey = {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null when it does not. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The key's id, `pky_…`. */
  readonly id: Scalars['ID']['output'];
  /** When it was last used, to within a minute; null when it never was. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The first characters of the key, such as `bzp_1a2b3c`, by which to tell it from others. */
  readonly prefix: Scalars['String']['output'];
  /** When it was ended; null when it was not. */
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
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
  /** The signed-in user, or null for an anonymous caller. */
  readonly me?: Maybe<User>;
  /** The partner whose key this request came with; null for everybody else. */
  readonly myPartner?: Maybe<Partner>;
  /** A partner by id. For administrators; a partner finds itself alone. */
  readonly partner?: Maybe<Partner>;
  /** Partners, oldest first. For administrators. */
  readonly partners?: Maybe<PartnerConnection>;
  /** A user by id. Customers find only themselves; support finds everybody. */
  readonly user?: Maybe<User>;
};


export type QueryPartnerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartnersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

/** What a user may do on the marketplace as a whole. Rights within one vendor come from the membership there. */
export type Role =
  /** Runs the marketplace. */
  | 'ADMIN'
  /** Buys. Every account has it. */
  | 'CUSTOMER'
  /** Stands for the key of a partner; a user may do nothing more by it. */
  | 'PARTNER'
  /** Appoints administrators. */
  | 'SUPERADMIN'
  /** Sees customers and orders in order to help. */
  | 'SUPPORT'
  /** Belongs to at least one vendor. */
  | 'VENDOR';

/** One signed-in device. */
export type Session = {
  /** When its password was entered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends unless it is used again. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The session's id, `ses_…`. */
  readonly id: Scalars['ID']['output'];
  /** It is the session of this request. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** When its tokens were last refreshed. */
  readonly lastUsedAt: Scalars['DateTime']['output'];
};

/** Input of `sessionRefresh`. */
export type SessionRefreshInput = {
  /** The refresh token of the last answer. */
  readonly refreshToken: Scalars['String']['input'];
};

/** Result of `sessionRefresh`. */
export type SessionRefreshPayload = {
  /** The next tokens. */
  readonly tokens?: Maybe<SessionTokens>;
  /** Whose session it is. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `sessionSignOutEverywhere`. */
export type SessionSignOutEverywhereInput = {
  /** Leave the current session signed in. */
  readonly keepCurrent: Scalars['Boolean']['input'];
};

/** Result of `sessionSignOutEverywhere`. */
export type SessionSignOutEverywherePayload = {
  /** How many sessions ended. */
  readonly endedSessions?: Maybe<Scalars['Int']['output']>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `sessionSignOut`. */
export type SessionSignOutInput = {
  /** Another session of the same user; the current one when left out. */
  readonly sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `sessionSignOut`. */
export type SessionSignOutPayload = {
  /** The session that ended. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** What a client needs to act as the user. */
export type SessionTokens = {
  /** Send it as `Authorization: Bearer …`. */
  readonly accessToken: Scalars['String']['output'];
  /** When the access token stops working: refresh before. */
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Good for one sessionRefresh. Keep it secret. */
  readonly refreshToken: Scalars['String']['output'];
  /** When the session ends unless it is refreshed. */
  readonly refreshTokenExpiresAt: Scalars['DateTime']['output'];
};

/** A person with an account. Everything but the display name is visible to the person and to support only, and null to others. */
export type User = {
  /** The address book, oldest first; at most 50 entries. */
  readonly addresses?: Maybe<ReadonlyArray<Address>>;
  /** When the account was created. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** First and last name as one text, for greeting and signing. */
  readonly displayName: Scalars['String']['output'];
  /** The address the user signs in with. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Given name. */
  readonly firstName?: Maybe<Scalars['String']['output']>;
  /** The user's id, `usr_…`. */
  readonly id: Scalars['ID']['output'];
  /** Family name. */
  readonly lastName?: Maybe<Scalars['String']['output']>;
  /** The latest time that the password was accepted. */
  readonly lastSignInAt?: Maybe<Scalars['DateTime']['output']>;
  /** Preferred language as a BCP 47 tag such as en or de-CH. */
  readonly locale?: Maybe<Scalars['String']['output']>;
  /** What the user may do on the marketplace as a whole. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
  /** Devices that are signed in now, latest first; at most 50. With one more, the one that was not used for the longest time is signed out. */
  readonly sessions?: Maybe<ReadonlyArray<Session>>;
};

/** Input of `userChangePassword`. */
export type UserChangePasswordInput = {
  /** The password until now. */
  readonly currentPassword: Scalars['String']['input'];
  /** At least 10 characters. */
  readonly newPassword: Scalars['String']['input'];
};

/** Result of `userChangePassword`. */
export type UserChangePasswordPayload = {
  /** The user whose password changed. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
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

/** Input of `userRegister`. */
export type UserRegisterInput = {
  /** The address to sign in with. */
  readonly email: Scalars['String']['input'];
  /** Given name. */
  readonly firstName: Scalars['String']['input'];
  /** Family name. */
  readonly lastName: Scalars['String']['input'];
  /** Preferred language as a BCP 47 tag; en when left out. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** At least 10 characters. */
  readonly password: Scalars['String']['input'];
};

/** Result of `userRegister`. */
export type UserRegisterPayload = {
  /** Its first session. */
  readonly tokens?: Maybe<SessionTokens>;
  /** The new account. Its private fields are null here, because this request had no token yet: ask `me` with the new one. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `userSetRoles`. */
export type UserSetRolesInput = {
  /** All roles the user has afterwards; CUSTOMER and VENDOR are kept by themselves. */
  readonly roles: ReadonlyArray<Role>;
  /** The user's id, `usr_…`. */
  readonly userId: Scalars['ID']['input'];
};

/** Result of `userSetRoles`. */
export type UserSetRolesPayload = {
  /** The user after the change. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `userSignIn`. */
export type UserSignInInput = {
  /** The account's e-mail address. */
  readonly email: Scalars['String']['input'];
  /** The account's password. */
  readonly password: Scalars['String']['input'];
};

/** Result of `userSignIn`. */
export type UserSignInPayload = {
  /** The new session. */
  readonly tokens?: Maybe<SessionTokens>;
  /** Who signed in. Private fields are null here, because this request had no token yet: ask `me` with the new one. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Input of `userUpdateProfile`. */
export type UserUpdateProfileInput = {
  /** Given name. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** Family name. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** Preferred language as a BCP 47 tag. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `userUpdateProfile`. */
export type UserUpdateProfilePayload = {
  /** The user after the change. */
  readonly user?: Maybe<User>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<UsersUserError>;
};

/** Codes of UsersUserError. */
export type UsersErrorCode =
  /** A required part of the address is empty or too long. */
  | 'ADDRESS_INVALID'
  /** The address book is full. No field is named: any address would be one too many. */
  | 'ADDRESS_LIMIT_REACHED'
  /** There is no such address of this user. */
  | 'ADDRESS_NOT_FOUND'
  /** There is no such country. */
  | 'COUNTRY_INVALID'
  /** E-mail address and password do not belong together, or the account is suspended. At sign-in no field is named: nobody learns which addresses have accounts. */
  | 'CREDENTIALS_INVALID'
  /** The e-mail address is not one. */
  | 'EMAIL_INVALID'
  /** Another account has this e-mail address. */
  | 'EMAIL_TAKEN'
  /** The locale is not a BCP 47 tag. */
  | 'LOCALE_INVALID'
  /** A name is empty or longer than 100 characters. */
  | 'NAME_INVALID'
  /** The password is shorter than 10 or longer than 200 characters, or too easily guessed from the account. */
  | 'PASSWORD_WEAK'
  /** The postal code does not have the form that the country uses. */
  | 'POSTAL_CODE_INVALID'
  /** The refresh token is unknown, used before, or its session has ended: sign in again. */
  | 'REFRESH_TOKEN_INVALID'
  /** These roles may only be granted or taken by a SUPERADMIN. */
  | 'ROLE_CHANGE_NOT_ALLOWED'
  /** There is no such session of this user. */
  | 'SESSION_NOT_FOUND'
  /** There is no such user. No field is named when it is one's own account that is gone. */
  | 'USER_NOT_FOUND';

/** Why a mutation of users did not do what was asked. */
export type UsersUserError = UserError & {
  /** For programs. */
  readonly code: UsersErrorCode;
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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PostalAddress: ( AddressDomain );
  UserError: ( UsersUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressDomain>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressCreateInput: AddressCreateInput;
  AddressCreatePayload: ResolverTypeWrapper<Omit<AddressCreatePayload, 'address'> & { address?: Maybe<ResolversTypes['Address']> }>;
  AddressDeleteInput: AddressDeleteInput;
  AddressDeletePayload: ResolverTypeWrapper<AddressDeletePayload>;
  AddressSetDefaultInput: AddressSetDefaultInput;
  AddressSetDefaultPayload: ResolverTypeWrapper<Omit<AddressSetDefaultPayload, 'address'> & { address?: Maybe<ResolversTypes['Address']> }>;
  AddressUpdateInput: AddressUpdateInput;
  AddressUpdatePayload: ResolverTypeWrapper<Omit<AddressUpdatePayload, 'address'> & { address?: Maybe<ResolversTypes['Address']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyDomain>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Partner: ResolverTypeWrapper<PartnerDomain>;
  PartnerConnection: ResolverTypeWrapper<PartnerPageDomain>;
  PartnerDocument: ResolverTypeWrapper<PartnerDocumentDomain>;
  PartnerDocumentConnection: ResolverTypeWrapper<PartnerDocumentPageDomain>;
  PartnerDocumentEdge: ResolverTypeWrapper<Omit<PartnerDocumentEdge, 'node'> & { node: ResolversTypes['PartnerDocument'] }>;
  PartnerDocumentUsage: ResolverTypeWrapper<PartnerDocumentUsageDomain>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  PartnerDocumentWhere: PartnerDocumentWhere;
  PartnerEdge: ResolverTypeWrapper<Omit<PartnerEdge, 'node'> & { node: ResolversTypes['Partner'] }>;
  PartnerKey: ResolverTypeWrapper<PartnerKeyDomain>;
  PostalAddress: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PostalAddress']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Role: Role;
  Session: ResolverTypeWrapper<SessionDomain>;
  SessionRefreshInput: SessionRefreshInput;
  SessionRefreshPayload: ResolverTypeWrapper<Omit<SessionRefreshPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SessionSignOutEverywhereInput: SessionSignOutEverywhereInput;
  SessionSignOutEverywherePayload: ResolverTypeWrapper<SessionSignOutEverywherePayload>;
  SessionSignOutInput: SessionSignOutInput;
  SessionSignOutPayload: ResolverTypeWrapper<SessionSignOutPayload>;
  SessionTokens: ResolverTypeWrapper<SessionTokens>;
  User: ResolverTypeWrapper<UserDomain>;
  UserChangePasswordInput: UserChangePasswordInput;
  UserChangePasswordPayload: ResolverTypeWrapper<Omit<UserChangePasswordPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserRegisterInput: UserRegisterInput;
  UserRegisterPayload: ResolverTypeWrapper<Omit<UserRegisterPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UserSetRolesInput: UserSetRolesInput;
  UserSetRolesPayload: ResolverTypeWrapper<Omit<UserSetRolesPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UserSignInInput: UserSignInInput;
  UserSignInPayload: ResolverTypeWrapper<Omit<UserSignInPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UserUpdateProfileInput: UserUpdateProfileInput;
  UserUpdateProfilePayload: ResolverTypeWrapper<Omit<UserUpdateProfilePayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UsersErrorCode: UsersErrorCode;
  UsersUserError: ResolverTypeWrapper<UsersUserError>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressDomain;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddressCreateInput: AddressCreateInput;
  AddressCreatePayload: Omit<AddressCreatePayload, 'address'> & { address?: Maybe<ResolversParentTypes['Address']> };
  AddressDeleteInput: AddressDeleteInput;
  AddressDeletePayload: AddressDeletePayload;
  AddressSetDefaultInput: AddressSetDefaultInput;
  AddressSetDefaultPayload: Omit<AddressSetDefaultPayload, 'address'> & { address?: Maybe<ResolversParentTypes['Address']> };
  AddressUpdateInput: AddressUpdateInput;
  AddressUpdatePayload: Omit<AddressUpdatePayload, 'address'> & { address?: Maybe<ResolversParentTypes['Address']> };
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyDomain;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Partner: PartnerDomain;
  PartnerConnection: PartnerPageDomain;
  PartnerDocument: PartnerDocumentDomain;
  PartnerDocumentConnection: PartnerDocumentPageDomain;
  PartnerDocumentEdge: Omit<PartnerDocumentEdge, 'node'> & { node: ResolversParentTypes['PartnerDocument'] };
  PartnerDocumentUsage: PartnerDocumentUsageDomain;
  Float: Scalars['Float']['output'];
  PartnerDocumentWhere: PartnerDocumentWhere;
  PartnerEdge: Omit<PartnerEdge, 'node'> & { node: ResolversParentTypes['Partner'] };
  PartnerKey: PartnerKeyDomain;
  PostalAddress: ResolversInterfaceTypes<ResolversParentTypes>['PostalAddress'];
  Query: Record<PropertyKey, never>;
  Session: SessionDomain;
  SessionRefreshInput: SessionRefreshInput;
  SessionRefreshPayload: Omit<SessionRefreshPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SessionSignOutEverywhereInput: SessionSignOutEverywhereInput;
  SessionSignOutEverywherePayload: SessionSignOutEverywherePayload;
  SessionSignOutInput: SessionSignOutInput;
  SessionSignOutPayload: SessionSignOutPayload;
  SessionTokens: SessionTokens;
  User: UserDomain;
  UserChangePasswordInput: UserChangePasswordInput;
  UserChangePasswordPayload: Omit<UserChangePasswordPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  UserRegisterInput: UserRegisterInput;
  UserRegisterPayload: Omit<UserRegisterPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UserSetRolesInput: UserSetRolesInput;
  UserSetRolesPayload: Omit<UserSetRolesPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UserSignInInput: UserSignInInput;
  UserSignInPayload: Omit<UserSignInPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UserUpdateProfileInput: UserUpdateProfileInput;
  UserUpdateProfilePayload: Omit<UserUpdateProfilePayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UsersUserError: UsersUserError;
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

export type CacheControlDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddressResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefaultBilling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isDefaultShipping?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressCreatePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressCreatePayload'] = ResolversParentTypes['AddressCreatePayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type AddressDeletePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressDeletePayload'] = ResolversParentTypes['AddressDeletePayload']> = {
  addressId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type AddressSetDefaultPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressSetDefaultPayload'] = ResolversParentTypes['AddressSetDefaultPayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type AddressUpdatePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressUpdatePayload'] = ResolversParentTypes['AddressUpdatePayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
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

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addressCreate: Resolver<Maybe<ResolversTypes['AddressCreatePayload']>, ParentType, ContextType, RequireFields<MutationAddressCreateArgs, 'input'>>;
  addressDelete: Resolver<Maybe<ResolversTypes['AddressDeletePayload']>, ParentType, ContextType, RequireFields<MutationAddressDeleteArgs, 'input'>>;
  addressSetDefault: Resolver<Maybe<ResolversTypes['AddressSetDefaultPayload']>, ParentType, ContextType, RequireFields<MutationAddressSetDefaultArgs, 'input'>>;
  addressUpdate: Resolver<Maybe<ResolversTypes['AddressUpdatePayload']>, ParentType, ContextType, RequireFields<MutationAddressUpdateArgs, 'input'>>;
  sessionRefresh: Resolver<Maybe<ResolversTypes['SessionRefreshPayload']>, ParentType, ContextType, RequireFields<MutationSessionRefreshArgs, 'input'>>;
  sessionSignOut: Resolver<Maybe<ResolversTypes['SessionSignOutPayload']>, ParentType, ContextType, RequireFields<MutationSessionSignOutArgs, 'input'>>;
  sessionSignOutEverywhere: Resolver<Maybe<ResolversTypes['SessionSignOutEverywherePayload']>, ParentType, ContextType, RequireFields<MutationSessionSignOutEverywhereArgs, 'input'>>;
  userChangePassword: Resolver<Maybe<ResolversTypes['UserChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationUserChangePasswordArgs, 'input'>>;
  userRegister: Resolver<Maybe<ResolversTypes['UserRegisterPayload']>, ParentType, ContextType, RequireFields<MutationUserRegisterArgs, 'input'>>;
  userSetRoles: Resolver<Maybe<ResolversTypes['UserSetRolesPayload']>, ParentType, ContextType, RequireFields<MutationUserSetRolesArgs, 'input'>>;
  userSignIn: Resolver<Maybe<ResolversTypes['UserSignInPayload']>, ParentType, ContextType, RequireFields<MutationUserSignInArgs, 'input'>>;
  userUpdateProfile: Resolver<Maybe<ResolversTypes['UserUpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUserUpdateProfileArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartnerResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner']> = {
  contract?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documents?: Resolver<Maybe<ResolversTypes['PartnerDocumentConnection']>, ParentType, ContextType, Partial<PartnerDocumentsArgs>>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['PartnerKey']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestsPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  suspendedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PartnerConnectionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerConnection'] = ResolversParentTypes['PartnerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartnerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Partner']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PartnerDocumentResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerDocument'] = ResolversParentTypes['PartnerDocument']> = {
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['PartnerDocumentUsage']>, ParentType, ContextType, RequireFields<PartnerDocumentUsageArgs, 'days'>>;
};

export type PartnerDocumentConnectionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerDocumentConnection'] = ResolversParentTypes['PartnerDocumentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartnerDocumentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PartnerDocument']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PartnerDocumentEdgeResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerDocumentEdge'] = ResolversParentTypes['PartnerDocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartnerDocument'], ParentType, ContextType>;
};

export type PartnerDocumentUsageResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerDocumentUsage'] = ResolversParentTypes['PartnerDocumentUsage']> = {
  calls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PartnerEdgeResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerEdge'] = ResolversParentTypes['PartnerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
};

export type PartnerKeyResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PartnerKey'] = ResolversParentTypes['PartnerKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  __resolveType: TypeResolveFn<'Address', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  myPartner: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  partner: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType, RequireFields<QueryPartnerArgs, 'id'>>;
  partners: Resolver<Maybe<ResolversTypes['PartnerConnection']>, ParentType, ContextType, Partial<QueryPartnersArgs>>;
  user: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
};

export type SessionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SessionRefreshPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SessionRefreshPayload'] = ResolversParentTypes['SessionRefreshPayload']> = {
  tokens?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type SessionSignOutEverywherePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SessionSignOutEverywherePayload'] = ResolversParentTypes['SessionSignOutEverywherePayload']> = {
  endedSessions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type SessionSignOutPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SessionSignOutPayload'] = ResolversParentTypes['SessionSignOutPayload']> = {
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type SessionTokensResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SessionTokens'] = ResolversParentTypes['SessionTokens']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Address']>>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSignInAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Session']>>, ParentType, ContextType>;
};

export type UserChangePasswordPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserChangePasswordPayload'] = ResolversParentTypes['UserChangePasswordPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'UsersUserError', ParentType, ContextType>;
};

export type UserRegisterPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserRegisterPayload'] = ResolversParentTypes['UserRegisterPayload']> = {
  tokens?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UserSetRolesPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserSetRolesPayload'] = ResolversParentTypes['UserSetRolesPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UserSignInPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserSignInPayload'] = ResolversParentTypes['UserSignInPayload']> = {
  tokens?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UserUpdateProfilePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserUpdateProfilePayload'] = ResolversParentTypes['UserUpdateProfilePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UsersUserErrorResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UsersUserError'] = ResolversParentTypes['UsersUserError']> = {
  code?: Resolver<ResolversTypes['UsersErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = UsersContext> = {
  Address?: AddressResolvers<ContextType>;
  AddressCreatePayload?: AddressCreatePayloadResolvers<ContextType>;
  AddressDeletePayload?: AddressDeletePayloadResolvers<ContextType>;
  AddressSetDefaultPayload?: AddressSetDefaultPayloadResolvers<ContextType>;
  AddressUpdatePayload?: AddressUpdatePayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PartnerConnection?: PartnerConnectionResolvers<ContextType>;
  PartnerDocument?: PartnerDocumentResolvers<ContextType>;
  PartnerDocumentConnection?: PartnerDocumentConnectionResolvers<ContextType>;
  PartnerDocumentEdge?: PartnerDocumentEdgeResolvers<ContextType>;
  PartnerDocumentUsage?: PartnerDocumentUsageResolvers<ContextType>;
  PartnerEdge?: PartnerEdgeResolvers<ContextType>;
  PartnerKey?: PartnerKeyResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionRefreshPayload?: SessionRefreshPayloadResolvers<ContextType>;
  SessionSignOutEverywherePayload?: SessionSignOutEverywherePayloadResolvers<ContextType>;
  SessionSignOutPayload?: SessionSignOutPayloadResolvers<ContextType>;
  SessionTokens?: SessionTokensResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserChangePasswordPayload?: UserChangePasswordPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UserRegisterPayload?: UserRegisterPayloadResolvers<ContextType>;
  UserSetRolesPayload?: UserSetRolesPayloadResolvers<ContextType>;
  UserSignInPayload?: UserSignInPayloadResolvers<ContextType>;
  UserUpdateProfilePayload?: UserUpdateProfilePayloadResolvers<ContextType>;
  UsersUserError?: UsersUserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = UsersContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};

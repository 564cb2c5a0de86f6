import type { RateLimit } from '@bazaar/subgraph/rate-limit';

/*
 * Guessing is slowed down from three sides. No account is ever locked: OWASP warns that a lock is what a stranger needs to keep its owner out, and
 * ASVS 2.2.1 asks for at most a hundred failed attempts an hour at one account. So
 *
 * - a stranger's attempts count against the address that they come from,
 * - all strangers' attempts at one account count together and slow each other down, which is what ends guessing from many addresses,
 * - an address from which its owner signed in lately does not take part in that: like OWASP's device cookies, it is only held to its own count.
 *
 * Every attempt counts, right or wrong: what is counted after the password was looked at lets many at once slip through.
 */

/** From one address, at whichever accounts: what trying one password at many accounts runs into. */
export const SIGN_INS_OF_ADDRESS: RateLimit = { name: 'sign-in-address', most: 100, windowMs: 15 * 60_000 };

/** From one address at one account: a person mistypes less often. With the next one, at most a hundred an hour. */
export const SIGN_INS_OF_ADDRESS_AT_ACCOUNT: RateLimit = { name: 'sign-in-pair', most: 10, windowMs: 15 * 60_000 };

/** From all addresses that the account has not been used from lately. */
export const SIGN_INS_AT_ACCOUNT: RateLimit = { name: 'sign-in-account', most: 60, windowMs: 60 * 60_000 };

/** How long an address from which the right password came is known, in milliseconds. Forgotten earlier, it counts as a stranger's. */
export const ADDRESS_IS_KNOWN_MS = 30 * 24 * 60 * 60_000;

/** The current password that a change asks for, by whoever holds the session. */
export const PASSWORD_CHECKS: RateLimit = { name: 'password-check', most: 10, windowMs: 15 * 60_000 };

/** New accounts from one address: a household or an office, not a script. */
export const REGISTRATIONS_OF_ADDRESS: RateLimit = { name: 'registration', most: 20, windowMs: 60 * 60_000 };

/** Token exchanges from one address, behind which many clients may stand that exchange every quarter of an hour. */
export const REFRESHES_OF_ADDRESS: RateLimit = { name: 'refresh', most: 1_000, windowMs: 15 * 60_000 };

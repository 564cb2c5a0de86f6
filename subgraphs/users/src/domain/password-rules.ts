/** Lengths in characters. The upper bound keeps a stranger from making the hash function read megabytes. */
export const PASSWORD_LENGTH = { min: 10, max: 200 };

/**
 * Whether a password may be used: long enough (NIST SP 800-63B asks for length rather than for kinds of characters),
 * and not the account's own name or address, or one character repeated.
 */
export function isAcceptablePassword(
  password: string,
  account: { readonly email: string; readonly firstName: string; readonly lastName: string },
): boolean {
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) return false;
  if (new Set(password).size < 4) return false;
  const lower = password.toLowerCase();
  const own = [account.email, account.email.split('@', 1)[0] ?? '', `${account.firstName}${account.lastName}`];
  return !own.some((text) => text.toLowerCase() === lower);
}

import type { UsersErrorCode, UsersUserError } from './generated/resolvers.ts';
import type { AddressProblem } from './operations/create-address.ts';

/** What each outcome's problem is called in the API, and what it says to people. */
const ERRORS = {
  emailInvalid: ['EMAIL_INVALID', 'This is not an e-mail address.'],
  emailTaken: ['EMAIL_TAKEN', 'Another account has this e-mail address.'],
  passwordWeak: ['PASSWORD_WEAK', 'Choose a password of at least 10 characters that is not easily guessed.'],
  credentialsInvalid: ['CREDENTIALS_INVALID', 'E-mail address and password do not belong together.'],
  refreshTokenInvalid: ['REFRESH_TOKEN_INVALID', 'This session has ended. Sign in again.'],
  nameInvalid: ['NAME_INVALID', 'A name has 1 to 100 characters.'],
  localeInvalid: ['LOCALE_INVALID', 'This is not a BCP 47 language tag.'],
  sessionNotFound: ['SESSION_NOT_FOUND', 'There is no such session.'],
  addressNotFound: ['ADDRESS_NOT_FOUND', 'There is no such address.'],
  addressInvalid: ['ADDRESS_INVALID', 'This part of the address is empty or too long.'],
  countryInvalid: ['COUNTRY_INVALID', 'This is not an ISO 3166-1 alpha-2 country code.'],
  postalCodeInvalid: ['POSTAL_CODE_INVALID', 'This is not a postal code of the country.'],
  limitReached: ['ADDRESS_LIMIT_REACHED', 'The address book is full.'],
  userNotFound: ['USER_NOT_FOUND', 'There is no such user.'],
  notGrantable: ['ROLE_CHANGE_NOT_ALLOWED', 'Only a SUPERADMIN grants or takes these roles.'],
} as const satisfies Record<string, readonly [UsersErrorCode, string]>;

/** One problem as the API tells it; `field` is the path of the input field at fault. */
export function userError(kind: keyof typeof ERRORS, ...field: readonly string[]): UsersUserError {
  const [code, message] = ERRORS[kind];
  return { code, message, field: field.length > 0 ? [...field] : null };
}

/** The problems of an address, each at its field. */
export function addressErrors(problems: readonly AddressProblem[]): UsersUserError[] {
  return problems.map((problem) => {
    switch (problem.kind) {
      case 'addressInvalid':
        return userError(problem.kind, problem.field);
      case 'countryInvalid':
        return userError(problem.kind, 'country');
      case 'postalCodeInvalid':
        return userError(problem.kind, 'postalCode');
    }
  });
}

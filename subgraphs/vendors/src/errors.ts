import type { VendorsErrorCode, VendorsUserError } from './generated/resolvers.ts';

/** What each problem is called in the API, what it says to people, and the input field it is about, if it is one. */
const ERRORS = {
  notFound: ['VENDOR_NOT_FOUND', 'There is no such vendor.', 'vendorId'],
  vendorNotFound: ['VENDOR_NOT_FOUND', 'There is no such vendor.', 'vendorId'],
  handleInvalid: ['HANDLE_INVALID', 'A handle has 3 to 50 lower-case letters, digits and dashes.', 'handle'],
  handleTaken: ['HANDLE_TAKEN', 'Another vendor has this handle.', 'handle'],
  nameInvalid: ['NAME_INVALID', 'A name has 1 to 100 characters.', 'name'],
  descriptionInvalid: ['DESCRIPTION_INVALID', 'A description has at most 5000 characters.', 'description'],
  websiteInvalid: ['URL_INVALID', 'This is not an http or https address.', 'website'],
  avatarUrlInvalid: ['URL_INVALID', 'This is not an http or https address.', 'avatarUrl'],
  emailInvalid: ['EMAIL_INVALID', 'This is not an e-mail address.', 'email'],
  phoneInvalid: ['PHONE_INVALID', 'This is not a phone number.', 'phone'],
  notPossible: ['STATUS_CHANGE_NOT_ALLOWED', 'The present status does not allow this step.', 'vendorId'],
  reasonInvalid: ['REASON_INVALID', 'A reason has 1 to 1000 characters.', 'reason'],
  noteInvalid: ['NOTE_INVALID', 'A note has at most 1000 characters.', 'note'],
  userNotFound: ['USER_NOT_FOUND', 'There is no such user.', 'userId'],
  memberNotFound: ['MEMBER_NOT_FOUND', 'This user is no member.', 'userId'],
  memberExists: ['MEMBER_EXISTS', 'This user is a member already.', 'userId'],
  memberLimitReached: ['MEMBER_LIMIT_REACHED', 'The vendor has as many members as it may have.', 'vendorId'],
  membershipLimitReached: ['MEMBERSHIP_LIMIT_REACHED', 'This user belongs to as many vendors as one may.', 'userId'],
  ownMembershipLimitReached: ['MEMBERSHIP_LIMIT_REACHED', 'You belong to as many vendors as one may.', null],
  applicationPending: ['APPLICATION_PENDING', 'An application of yours waits for its decision.', null],
  lastOwner: ['OWNER_REQUIRED', 'A vendor keeps at least one owner.', 'userId'],
  categoryNotFound: ['CATEGORY_NOT_FOUND', 'There is no such category.', 'categoryId'],
  rateInvalid: ['RATE_INVALID', 'A rate lies between 0 and 1000000 parts per million.', 'ratePpm'],
  beginsInThePast: ['PERIOD_INVALID', 'A rule begins now or later.', 'validFrom'],
  endsBeforeItBegins: ['PERIOD_INVALID', 'A rule ends after it began.', 'validUntil'],
  ruleNotFound: ['COMMISSION_RULE_NOT_FOUND', 'There is no such rule in force.', 'commissionRuleId'],
} as const satisfies Record<string, readonly [VendorsErrorCode, string, string | null]>;

/** One problem as the API tells it. */
export function userError(kind: keyof typeof ERRORS): VendorsUserError {
  const [code, message, field] = ERRORS[kind];
  return { code, message, field: field === null ? null : [field] };
}

/** What a storefront says of its vendor, and how the marketplace reaches it. */
export interface VendorProfile {
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly website: string | null;
  readonly avatarUrl: string | null;
  readonly phone: string | null;
}

export type ProfileProblem =
  'handleInvalid' | 'nameInvalid' | 'descriptionInvalid' | 'websiteInvalid' | 'avatarUrlInvalid' | 'phoneInvalid';

/** Handles that would read as the marketplace's own. */
const RESERVED = new Set(['admin', 'api', 'bazaar', 'help', 'support', 'www']);

/** What is wrong with a profile, in the order of its fields. */
export function profileProblems(profile: VendorProfile): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  if (!/^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/.test(profile.handle) || RESERVED.has(profile.handle))
    problems.push('handleInvalid');
  if (profile.name.trim() === '' || profile.name.length > 100) problems.push('nameInvalid');
  if (profile.description.length > 5000) problems.push('descriptionInvalid');
  if (profile.website !== null && !isWebAddress(profile.website)) problems.push('websiteInvalid');
  if (profile.avatarUrl !== null && !isWebAddress(profile.avatarUrl)) problems.push('avatarUrlInvalid');
  if (profile.phone !== null && !/^\+?[\d ()./-]{4,40}$/.test(profile.phone)) problems.push('phoneInvalid');
  return problems;
}

/** Only http and https: these texts become links. */
function isWebAddress(text: string): boolean {
  return text.length <= 2000 && /^https?:\/\//.test(text) && URL.canParse(text);
}

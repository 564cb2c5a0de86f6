/** Why a profile field cannot stay as it was given. */
export type ProfileProblem =
  { readonly kind: 'nameInvalid'; readonly field: 'firstName' | 'lastName' } | { readonly kind: 'localeInvalid' };

export interface ProfileChange {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly locale?: string | undefined;
}

/** What is wrong with the fields that are given; names must not be empty or longer than 100 characters. */
export function profileProblems(change: ProfileChange): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  for (const field of ['firstName', 'lastName'] as const) {
    const name = change[field];
    if (name !== undefined && (name.trim() === '' || name.length > 100)) problems.push({ kind: 'nameInvalid', field });
  }
  if (change.locale !== undefined && !isLocale(change.locale)) problems.push({ kind: 'localeInvalid' });
  return problems;
}

/** Whether `tag` is a well-formed BCP 47 language tag. */
export function isLocale(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const HIDDEN = 'hidden';
/** Whatever stands under these names is nobody's business. */
const SECRETS = new Set(['signingKey', 'key', 'pfx', 'passphrase']);

/** What may be shown: keys, users and passwords in URLs, and what headers say, which may be credentials, are replaced. */
export function withoutSecrets(value: unknown, name = ''): unknown {
  if (SECRETS.has(name) && value !== undefined) return HIDDEN;
  if (typeof value === 'string') return withoutUser(value);
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, name === 'headers' ? HIDDEN : withoutSecrets(inner, key)]),
  );
}

/** A user's name may be a token: `https://token@host`. */
function withoutUser(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (!url.username && !url.password) return text;
  url.username = HIDDEN;
  url.password = '';
  return url.href;
}

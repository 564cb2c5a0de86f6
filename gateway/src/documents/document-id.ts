import { createHash } from 'node:crypto';

/** Longer ones are nobody's. */
const MAX_ID_CHARACTERS = 256;

/** The id of a text where nobody gave it another: its SHA-256, 64 hexadecimal digits. */
export function hashDocument(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An id as it is looked up: `sha256:` says only how a hash was made, and hexadecimal digits are the same in either case. Null when it can be none. */
export function normaliseId(id: string): string | null {
  if (id.length === 0 || id.length > MAX_ID_CHARACTERS) return null;
  const bare = id.startsWith('sha256:') ? id.slice('sha256:'.length) : id;
  if (isHash(bare)) return bare;
  const lower = bare.toLowerCase();
  return isHash(lower) ? lower : bare;
}

/** Whether an id can be a SHA-256. */
export function isHash(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id);
}

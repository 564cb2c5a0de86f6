import { createHash } from 'node:crypto';
import { idFromUuid, type Id } from '@bazaar/ids/id';

/** When all demo ids claim to have been made: they sort before whatever is made later. */
const MADE_AT_MS = Date.UTC(2025, 0, 1);

/**
 * The id of the demo thing called `name`, the same on every machine: a UUIDv7 by its shape, with the first 74 bits of a SHA-256 of prefix and
 * name where the random bits would be. Seeding twice therefore finds what is there, and documents may name ids.
 */
export function stableId<Prefix extends string>(prefix: Prefix, name: string): Id<Prefix> {
  const hash = createHash('sha256').update(`bazaar demo ${prefix} ${name}`).digest('hex');
  const time = MADE_AT_MS.toString(16).padStart(12, '0');
  const variant = (8 + (Number.parseInt(hash.charAt(3), 16) & 3)).toString(16);
  const uuid = `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
  return idFromUuid(prefix, uuid);
}

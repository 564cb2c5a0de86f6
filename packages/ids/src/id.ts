import { isSuffix, suffixFromUuid, uuidFromSuffix } from './base32.ts';
import { uuidV7 } from './uuid-v7.ts';

declare const brand: unique symbol;

/** A TypeID: `ord_01h455vb4pex5vsknk084sn02q`, a prefix that names the type and a UUID in base32. Ids made here sort by the time of their making. */
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

/** Makes a new id, at `nowMs` (epoch milliseconds) or by the clock; see {@link uuidV7} for the order it promises. */
export function newId<Prefix extends string>(prefix: Prefix, nowMs?: number): Id<Prefix> {
  return idFromUuid(prefix, uuidV7(nowMs));
}

/** Whether `text` is an id of this type in its one canonical spelling: exact prefix, 26 lower-case characters, a valid UUID. */
export function isIdOf<Prefix extends string>(prefix: Prefix, text: string): text is Id<Prefix> {
  return text.charCodeAt(prefix.length) === 95 /* _ */ && text.startsWith(prefix) && isSuffix(text, prefix.length + 1);
}

/** Reads an id of this type from what a client sent; null when it is anything else. */
export function parseId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> | null {
  return isIdOf(prefix, text) ? text : null;
}

/**
 * Reads an id of this type from a neighbour's message, where anything else is a bug.
 * @throws TypeError when `text` is not an id of this type.
 */
export function requireId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> {
  if (!isIdOf(prefix, text)) throw new TypeError(`not an id of type ${prefix}: ${JSON.stringify(text)}`);
  return text;
}

/**
 * The UUID inside an id, as Postgres prints it: lower-case with dashes.
 * @throws TypeError when `id` is not an id, which its type rules out.
 */
export function idToUuid(id: Id<string>): string {
  const uuid = uuidFromSuffix(id, id.lastIndexOf('_') + 1);
  if (uuid === null) throw new TypeError(`not an id: ${JSON.stringify(id)}`);
  return uuid;
}

/**
 * The id of this type for a UUID (36 characters, either case).
 * @throws TypeError when `uuid` is not one.
 */
export function idFromUuid<Prefix extends string>(prefix: Prefix, uuid: string): Id<Prefix> {
  const suffix = suffixFromUuid(uuid);
  if (suffix === null) throw new TypeError(`not a UUID: ${JSON.stringify(uuid)}`);
  // The brand exists in types only: this is the place that grants it.
  return `${prefix}_${suffix}` as Id<Prefix>;
}

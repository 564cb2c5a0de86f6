/** Crockford's alphabet, lower-case: no i, l, o, u. Its order is the order of the characters' codes, so ids sort as their numbers do. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A UUID's 128 bits in base32: 26 characters hold 130 bits, the first two are zero. */
export const SUFFIX_LENGTH = 26;

const INVALID = 0xff;

/** Character code to digit, {@link INVALID} for everything outside the alphabet. */
const DIGITS = new Uint8Array(128).fill(INVALID);
for (let digit = 0; digit < ALPHABET.length; digit += 1) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Character code to the value of a hex digit in either case, {@link INVALID} for everything else. */
const HEX_DIGITS = new Uint8Array(128).fill(INVALID);
for (let digit = 0; digit < 16; digit += 1) {
  HEX_DIGITS['0123456789abcdef'.charCodeAt(digit)] = digit;
  HEX_DIGITS['0123456789ABCDEF'.charCodeAt(digit)] = digit;
}

const ALPHABET_CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const HEX_CODES = Uint8Array.from('0123456789abcdef', (character) => character.charCodeAt(0));

/** Where the hex digits of a UUID's text stand: between its dashes. */
const HEX_POSITIONS = Uint8Array.from(
  Array.from('xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', (character, at) => (character === 'x' ? at : -1)).filter(
    (at) => at >= 0,
  ),
);
const DASH = 45;
const UUID_LENGTH = 36;

// Both are written and read within one synchronous call.
const uuidText = Buffer.alloc(UUID_LENGTH, DASH);
const suffixText = Buffer.alloc(SUFFIX_LENGTH);

/**
 * Whether the 26 characters of `text` from `start` on are the one canonical spelling of a UUID
 * (lower-case, no overflow, the variant and a version of RFC 9562).
 */
export function isSuffix(text: string, start: number): boolean {
  if (text.length - start !== SUFFIX_LENGTH) return false;
  let seen = 0;
  for (let at = start; at < text.length; at += 1) seen |= digitAt(text, at);
  if (seen & 0xe0) return false;
  return (
    digitAt(text, start) <= 7 &&
    isVersionAndVariant(digitAt(text, start + 10) >> 1, (digitAt(text, start + 13) >> 2) & 0b11)
  );
}

/** Spells the UUID `uuid` (36 characters, either case, the variant and a version of RFC 9562) in base32, or returns null when it is not one. */
export function suffixFromUuid(uuid: string): string | null {
  if (uuid.length !== UUID_LENGTH) return null;
  if (!(isDash(uuid, 8) && isDash(uuid, 13) && isDash(uuid, 18) && isDash(uuid, 23))) return null;
  if (!isVersionAndVariant(hexDigitAt(uuid, 14), hexDigitAt(uuid, 19) >> 2)) return null;
  let seen = 0;
  let pending = 0;
  let pendingBits = 2;
  let written = 0;
  for (let at = 0; at < HEX_POSITIONS.length; at += 1) {
    const digit = hexDigitAt(uuid, HEX_POSITIONS[at] ?? 0);
    seen |= digit;
    pending = ((pending << 4) | digit) & 0x1ff;
    pendingBits += 4;
    if (pendingBits >= 5) {
      pendingBits -= 5;
      suffixText[written] = ALPHABET_CODES[(pending >> pendingBits) & 0x1f] ?? 0;
      written += 1;
    }
  }
  return seen & 0xf0 ? null : suffixText.toString('latin1');
}

/** Spells the 26 characters of `text` from `start` on as a UUID (lower-case), or returns null when a character is outside the alphabet. */
export function uuidFromSuffix(text: string, start: number): string | null {
  if (text.length - start !== SUFFIX_LENGTH) return null;
  let seen = 0;
  let pending = 0;
  let pendingBits = -2;
  let written = 0;
  for (let at = start; at < text.length; at += 1) {
    const digit = digitAt(text, at);
    seen |= digit;
    pending = ((pending << 5) | digit) & 0xfff;
    pendingBits += 5;
    while (pendingBits >= 4) {
      pendingBits -= 4;
      uuidText[HEX_POSITIONS[written] ?? 0] = HEX_CODES[(pending >> pendingBits) & 0xf] ?? 0;
      written += 1;
    }
  }
  return seen & 0xe0 ? null : uuidText.toString('latin1');
}

function isVersionAndVariant(version: number, variant: number): boolean {
  return version >= 1 && version <= 8 && variant === 0b10;
}

function digitAt(text: string, at: number): number {
  return DIGITS[text.charCodeAt(at)] ?? INVALID;
}

function hexDigitAt(text: string, at: number): number {
  return HEX_DIGITS[text.charCodeAt(at)] ?? INVALID;
}

function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH;
}

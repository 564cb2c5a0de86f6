import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signToken, verifyToken } from './signed-token.ts';

const secret = 'a secret of more than thirty-two characters';
const newSecret = 'another secret, which replaces the first one';
const id = 'crt_01h455vb4pex5vsknk084sn02q';

test('whatever was signed is read back, for its purpose alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (purpose, otherPurpose, anyId) => {
      const text = signToken(secret, purpose, anyId);
      expect(verifyToken(secret, purpose, text)).toBe(anyId);
      expect(verifyToken(secret, otherPurpose, text)).toBe(otherPurpose === purpose ? anyId : null);
    }),
  );
});

test('it is safe in a URL', () => {
  expect(signToken(secret, 'guest-cart', id)).toMatch(/^crt_01h455vb4pex5vsknk084sn02q\.[A-Za-z0-9_-]{43}$/);
});

test('no changed character passes, not even one that decodes to the same bytes', () => {
  const text = signToken(secret, 'guest-cart', id);
  for (let at = 0; at < text.length; at += 1) {
    for (const other of 'ABCDabcd0189_-.=é') {
      if (text[at] === other) continue;
      expect(verifyToken(secret, 'guest-cart', text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }
  }
});

test.each(['', '.', id, `${id}.`, `.${id}`, `${signToken(secret, 'guest-cart', id)}x`])('%j is no token', (text) => {
  expect(verifyToken(secret, 'guest-cart', text)).toBeNull();
});

describe('replacing the secret', () => {
  test('the first signs, all verify, until the old one is taken out', () => {
    const before = signToken(secret, 'guest-cart', id);
    const after = signToken([newSecret, secret], 'guest-cart', id);
    expect(verifyToken([newSecret, secret], 'guest-cart', before)).toBe(id);
    expect(verifyToken([newSecret, secret], 'guest-cart', after)).toBe(id);
    expect(verifyToken(newSecret, 'guest-cart', after)).toBe(id);
    expect(verifyToken(newSecret, 'guest-cart', before)).toBeNull();
  });

  test('a short secret is refused rather than used', () => {
    expect(() => signToken('short', 'guest-cart', id)).toThrow(RangeError);
    expect(() => verifyToken([secret, ''] as const, 'guest-cart', `${id}.x`)).toThrow(RangeError);
  });
});

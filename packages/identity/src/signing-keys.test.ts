import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCESS_TOKEN_LIFETIME_MS } from './access-tokens.ts';
import {
  PUBLISHED_AHEAD_MS,
  RETIREMENT_MS,
  SIGNING_PERIOD_MS,
  decideRotation,
  generateSigningKey,
  toJwks,
  type RotationStep,
  type SigningKey,
} from './signing-keys.ts';

const start = new Date('2030-01-01T00:00:00Z');
const at = (ms: number): Date => new Date(start.getTime() + ms);

/** What the owner of the keys does with a decision. */
function apply(keys: readonly SigningKey[], steps: readonly RotationStep[], now: Date): SigningKey[] {
  let result = [...keys];
  for (const step of steps) {
    if (step.kind === 'create') result.push(generateSigningKey(step.state, now));
    else if (step.kind === 'remove') result = result.filter((key) => key.kid !== step.kid);
    else result = result.map((key) => (key.kid === step.kid ? { ...key, state: step.to, since: now } : key));
    expect(result.filter((key) => key.state === 'CURRENT').length).toBeLessThanOrEqual(1);
  }
  return result;
}
const rotate = (keys: readonly SigningKey[], now: Date): SigningKey[] => apply(keys, decideRotation(keys, now), now);
const kidOf = (keys: readonly SigningKey[], state: string): string | undefined =>
  keys.find((key) => key.state === state)?.kid;

test('the published set holds no private half', () => {
  const keys = rotate([], start);
  const { keys: published } = toJwks(keys);
  expect(published.map((jwk) => Object.keys(jwk).toSorted())).toEqual(
    published.map(() => ['alg', 'crv', 'kid', 'kty', 'use', 'x']),
  );
  expect(published.map(({ kid }) => kid)).toEqual(keys.map(({ kid }) => kid));
});

describe('rotation', () => {
  test('the first start makes a key to sign with and one to follow it', () => {
    expect(decideRotation([], start)).toEqual([
      { kind: 'create', state: 'CURRENT' },
      { kind: 'create', state: 'NEXT' },
    ]);
  });

  test('nothing changes until the signing period is over', () => {
    const keys = rotate([], start);
    expect(decideRotation(keys, start)).toEqual([]);
    expect(decideRotation(keys, at(SIGNING_PERIOD_MS - 1))).toEqual([]);
  });

  test('then the next key signs, a new one is published, and the old one stays for its tokens', () => {
    const before = rotate([], start);
    const now = at(SIGNING_PERIOD_MS);
    const after = rotate(before, now);
    expect(kidOf(after, 'CURRENT')).toBe(kidOf(before, 'NEXT'));
    expect(kidOf(after, 'PREVIOUS')).toBe(kidOf(before, 'CURRENT'));
    expect(after).toHaveLength(3);
    expect(decideRotation(after, new Date(now.getTime() + RETIREMENT_MS - 1))).toEqual([]);
    expect(decideRotation(after, new Date(now.getTime() + RETIREMENT_MS))).toEqual([
      { kind: 'remove', kid: kidOf(before, 'CURRENT') },
    ]);
  });

  test('a next key that was published a moment ago does not sign yet', () => {
    const old = generateSigningKey('CURRENT', start);
    const fresh = generateSigningKey('NEXT', at(SIGNING_PERIOD_MS));
    expect(decideRotation([old, fresh], at(SIGNING_PERIOD_MS + PUBLISHED_AHEAD_MS - 1))).toEqual([]);
    expect(decideRotation([old, fresh], at(SIGNING_PERIOD_MS + PUBLISHED_AHEAD_MS))).not.toEqual([]);
  });

  test('a leaked key that was deleted is replaced by the next one at once', () => {
    const before = rotate([], start).filter((key) => key.state !== 'CURRENT');
    const after = rotate(before, at(1));
    expect(kidOf(after, 'CURRENT')).toBe(kidOf(before, 'NEXT'));
    expect(kidOf(after, 'NEXT')).toBeDefined();
  });

  test('whenever it is asked, there is one key to sign with and one to follow, and no token outlives its key', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 * 24 * 3_600_000 }), { maxLength: 12 }), (waits) => {
        let now = start.getTime();
        let keys = rotate([], start);
        const signedUntil = new Map<string, number>();
        for (const wait of waits) {
          signedUntil.set(kidOf(keys, 'CURRENT') ?? '', now + wait);
          now += wait;
          keys = rotate(keys, new Date(now));
          expect(keys.filter((key) => key.state === 'CURRENT')).toHaveLength(1);
          expect(keys.filter((key) => key.state === 'NEXT')).toHaveLength(1);
          expect(decideRotation(keys, new Date(now))).toEqual([]);
          const needed = [...signedUntil].filter(([, until]) => now - until < ACCESS_TOKEN_LIFETIME_MS);
          expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(needed.map(([kid]) => kid)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

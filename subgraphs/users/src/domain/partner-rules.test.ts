import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import type { PartnerKey } from './partner.ts';
import { isGood, keysToEnd, partnerProblems } from './partner-rules.ts';

const now = new Date('2026-03-01T12:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

function key(given: Partial<PartnerKey> = {}): PartnerKey {
  return {
    id: newId('pky'),
    partnerId: newId('ptn'),
    prefix: 'bzp_000000',
    createdAt: later(-100),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    ...given,
  };
}

test('a key is good until it ends or is revoked', () => {
  expect(isGood(key(), now)).toBe(true);
  expect(isGood(key({ expiresAt: later(1) }), now)).toBe(true);
  expect(isGood(key({ expiresAt: now }), now)).toBe(false);
  expect(isGood(key({ revokedAt: later(-1) }), now)).toBe(false);
});

test('a new key shortens the life of older ones to the grace, and lengthens none', () => {
  const [endless, long, short, revoked, over] = [
    key(),
    key({ expiresAt: later(100) }),
    key({ expiresAt: later(1) }),
    key({ revokedAt: later(-1) }),
    key({ expiresAt: later(-1) }),
  ];
  expect(keysToEnd([endless, long, short, revoked, over], now, later(24))).toEqual([
    { ...endless, expiresAt: later(24) },
    { ...long, expiresAt: later(24) },
  ]);
});

test('terms are named for what is wrong with them', () => {
  const terms = { handle: 'acme-feeds', name: 'Acme', contract: 'partner', requestsPerMinute: 600 };
  expect(partnerProblems(terms)).toEqual([]);
  for (const handle of ['', 'ab', 'Acme', '-acme', 'acme-', 'a'.repeat(51)])
    expect(partnerProblems({ ...terms, handle })).toEqual(['handleInvalid']);
  expect(partnerProblems({ handle: '', name: ' ', contract: '../etc', requestsPerMinute: 0.5 })).toEqual([
    'handleInvalid',
    'nameInvalid',
    'contractInvalid',
    'quotaInvalid',
  ]);
});

import { describe, expect, test } from 'vitest';
import { decideRoles } from './role-rules.ts';
import { isAcceptablePassword } from './password-rules.ts';
import { isLocale } from './profile-rules.ts';
import { SESSION_LIFETIME_MS, decideRefresh } from './session-rules.ts';
import type { Role, Session } from './user.ts';

describe('passwords', () => {
  const account = { email: 'annabella@example.com', firstName: 'Annabella', lastName: 'Lee' };
  test.each([
    ['a sentence of some words', true],
    ['0123456789', true],
    ['012345678', false],
    ['abcabcabcabcabc', false],
    ['annabella@example.com', false],
    ['AnnabellaLEE', false],
    ['x1'.repeat(100) + 'yz', false],
  ])('%s: %s', (password, acceptable) => {
    expect(isAcceptablePassword(password, account)).toBe(acceptable);
  });
  test('the part before the @ alone is too easily guessed', () => {
    expect(isAcceptablePassword('ANN.B.LEE-2000', { ...account, email: 'ann.b.lee-2000@example.com' })).toBe(false);
  });
});

describe('locales', () => {
  test.each(['en', 'de-CH', 'zh-Hans-CN', 'es-419'])('%s is one', (tag) => expect(isLocale(tag)).toBe(true));
  test.each(['', 'english language', 'e', 'de_CH', `en-${'x-abcdefg'.repeat(5)}`])('%s is none', (tag) =>
    expect(isLocale(tag)).toBe(false),
  );
});

describe('roles', () => {
  const cases: [string, Role[], Role[], boolean, Role[] | 'unchanged' | 'notGrantable'][] = [
    ['support is granted by an administrator', ['CUSTOMER'], ['SUPPORT'], false, ['CUSTOMER', 'SUPPORT']],
    ['support is taken', ['CUSTOMER', 'SUPPORT'], [], false, ['CUSTOMER']],
    ['an administrator appoints none', ['CUSTOMER'], ['ADMIN'], false, 'notGrantable'],
    ['an administrator dismisses none', ['CUSTOMER', 'ADMIN'], [], false, 'notGrantable'],
    ['an administrator cannot touch a superadmin', ['CUSTOMER', 'SUPERADMIN'], ['SUPPORT'], false, 'notGrantable'],
    [
      'an administrator may leave it to one',
      ['CUSTOMER', 'ADMIN'],
      ['ADMIN', 'SUPPORT'],
      false,
      ['CUSTOMER', 'ADMIN', 'SUPPORT'],
    ],
    ['a superadmin appoints', ['CUSTOMER'], ['SUPERADMIN', 'ADMIN'], true, ['CUSTOMER', 'SUPERADMIN', 'ADMIN']],
    [
      'CUSTOMER stays and VENDOR follows memberships',
      ['CUSTOMER', 'VENDOR'],
      ['SUPPORT'],
      true,
      ['CUSTOMER', 'VENDOR', 'SUPPORT'],
    ],
    ['VENDOR is not granted by hand', ['CUSTOMER'], ['VENDOR'], true, 'unchanged'],
    ['twice the same is once', ['CUSTOMER'], ['SUPPORT', 'SUPPORT'], true, ['CUSTOMER', 'SUPPORT']],
    [
      'the same in another order is nothing',
      ['CUSTOMER', 'ADMIN', 'SUPPORT'],
      ['SUPPORT', 'ADMIN', 'CUSTOMER'],
      false,
      'unchanged',
    ],
  ];
  test.each(cases)('%s', (_, current, wanted, mayAppoint, expected) => {
    const decision = decideRoles(current, wanted, mayAppoint);
    expect(decision.kind === 'changed' ? decision.roles : decision.kind).toEqual(expected);
  });
});

describe('refreshing', () => {
  const start = new Date('2026-01-01T00:00:00Z');
  const session: Session = {
    id: 'ses_x' as Session['id'],
    userId: 'usr_x' as Session['userId'],
    createdAt: start,
    lastUsedAt: start,
    expiresAt: new Date(start.getTime() + SESSION_LIFETIME_MS),
    endedAt: null,
    endReason: null,
  };
  const at = (ms: number): Date => new Date(start.getTime() + ms);
  test.each([
    ['a fresh token rotates', session, null, 1, 'rotate'],
    ['until the last moment', session, null, SESSION_LIFETIME_MS - 1, 'rotate'],
    ['and not at the end', session, null, SESSION_LIFETIME_MS, 'refuse'],
    ['a used token revokes', session, start, 1, 'revoke'],
    ['a used token of an expired session is only refused', session, start, SESSION_LIFETIME_MS, 'refuse'],
    ['an ended session is only refused', { ...session, endedAt: start, endReason: 'SIGNED_OUT' }, null, 1, 'refuse'],
  ] as const)('%s', (_, given, usedAt, ms, kind) => {
    expect(decideRefresh(given, { usedAt }, at(ms))).toEqual({ kind });
  });
});

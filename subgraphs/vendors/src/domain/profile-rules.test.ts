import { expect, test } from 'vitest';
import { profileProblems, type VendorProfile } from './profile-rules.ts';

const FINE: VendorProfile = {
  handle: 'tea-and-more',
  name: 'Tea & More',
  description: '',
  website: 'https://tea.example',
  avatarUrl: null,
  phone: '+49 (30) 123-45',
};

test('a profile may be fine', () => {
  expect(profileProblems(FINE)).toEqual([]);
});

test.each([
  [{ handle: 'ab' }, 'handleInvalid'],
  [{ handle: 'x'.repeat(51) }, 'handleInvalid'],
  [{ handle: 'Tea' }, 'handleInvalid'],
  [{ handle: '-tea' }, 'handleInvalid'],
  [{ handle: 'tea-' }, 'handleInvalid'],
  [{ handle: 'admin' }, 'handleInvalid'],
  [{ handle: 'tea\nshop' }, 'handleInvalid'],
  [{ name: '  ' }, 'nameInvalid'],
  [{ name: 'x'.repeat(101) }, 'nameInvalid'],
  [{ description: 'x'.repeat(5_001) }, 'descriptionInvalid'],
  [{ website: 'javascript:alert(1)' }, 'websiteInvalid'],
  [{ website: 'tea.example' }, 'websiteInvalid'],
  [{ website: `https://tea.example/${'x'.repeat(2_000)}` }, 'websiteInvalid'],
  [{ avatarUrl: 'data:image/png;base64,AA' }, 'avatarUrlInvalid'],
  [{ phone: 'call me' }, 'phoneInvalid'],
] as const)('%j: %s', (wrong, problem) => {
  expect(profileProblems({ ...FINE, ...wrong })).toEqual([problem]);
});

import { isCheckViolation } from '@bazaar/postgres/errors';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDocument, newPartner, partnersOf, sha256, type TestPartner } from '../testing/test-partners.ts';
import { startTestUsers, type TestUsers } from '../testing/test-users.ts';
import { changePartnerTerms, type TermsToChange } from './change-partner-terms.ts';
import { publishDocuments } from './publish-documents.ts';
import { retireDocuments } from './retire-documents.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

let users: TestUsers;
let context: ReturnType<typeof partnersOf>;
beforeAll(async () => {
  users = await startTestUsers({ now: () => NOW });
  context = partnersOf(users, () => NOW);
});
afterAll(() => users.stop());

const change = ({ partner }: TestPartner, terms: TermsToChange, hashes: readonly string[] = []) =>
  changePartnerTerms(context, { partner, hashes: new Set(hashes) }, terms);

async function identify(secret: string): Promise<unknown> {
  const answer = await users.command('users.identifyPartnerKey', { keyHash: sha256(secret) }, 'gateway');
  return (answer as { partner: unknown }).partner;
}

test('the keys of a partner open what its new terms say, the next time they are asked about', async () => {
  const made = await newPartner(context);
  const terms = { contract: 'wide', scopes: ['orders:read', 'orders:read', 'vendors:read'], requestsPerMinute: 7 };
  const scopes = ['orders:read', 'vendors:read'];
  expect(await change(made, terms)).toEqual({ kind: 'changed', partner: { ...made.partner, ...terms, scopes } });
  expect(await identify(made.secret)).toMatchObject({ keyId: made.key.id, ...terms, scopes });
  expect(
    await users.sql("select detail from audit_event where resource = $1 and action = 'partner.changed'", [
      made.partner.id,
    ]),
  ).toEqual([
    {
      detail: {
        from: { contract: 'partner', scopes: ['catalog:read'], requestsPerMinute: 600 },
        to: { ...terms, scopes },
      },
    },
  ]);
});

test('what is so already is written down nowhere', async () => {
  const made = await newPartner(context, { scopes: ['catalog:read', 'orders:read'] });
  const same = { contract: 'partner', scopes: ['orders:read', 'catalog:read'], requestsPerMinute: 600 };
  expect(await change(made, same)).toEqual({ kind: 'unchanged' });
  expect(await change(made, {})).toEqual({ kind: 'unchanged' });
  const changes = "select 1 from audit_event where resource = $1 and action = 'partner.changed'";
  expect(await users.sql(changes, [made.partner.id])).toEqual([]);
});

test('terms that cannot be are refused, and those of nobody not found', async () => {
  const made = await newPartner(context);
  expect(await change(made, { contract: '../etc', requestsPerMinute: 0 })).toEqual({
    kind: 'refused',
    problems: ['contractInvalid', 'quotaInvalid'],
  });
  // Which scopes there are is the database's to know, whoever writes.
  const refused: unknown = await change(made, { scopes: ['everything'] }).catch((error: unknown) => error);
  expect(isCheckViolation(refused, 'partner_scopes_check')).toBe(true);
  expect(await identify(made.secret)).toMatchObject({ contract: 'partner', scopes: ['catalog:read'] });
  const nobody = { ...made, partner: { ...made.partner, handle: 'nobody' } };
  expect(await change(nobody, { contract: 'wide' })).toEqual({ kind: 'notFound' });
});

test('a change that was decided on other terms or without some of the documents is not made', async () => {
  const made = await newPartner(context);
  const [feed, old] = [newDocument('Feed'), newDocument('Old')];
  await publishDocuments(context, made.partner, [feed, old]);
  await retireDocuments(context, made.partner.handle, [old.hash]);
  expect(await change(made, { contract: 'wide' })).toEqual({ kind: 'changedMeanwhile' });
  const strange = { ...made, partner: { ...made.partner, scopes: ['orders:read'] } };
  expect(await change(strange, { contract: 'wide' }, [feed.hash])).toEqual({ kind: 'changedMeanwhile' });
  expect((await change(made, { contract: 'wide' }, [feed.hash, old.hash])).kind).toBe('changed');
});

test('publishing and another contract race: no document gets under a contract that it was not held against', async () => {
  for (let round = 0; round < 20; round += 1) {
    const made = await newPartner(context);
    const [changed, published] = await Promise.all([
      change(made, { contract: 'wide' }),
      publishDocuments(context, made.partner, [newDocument('Feed')]),
    ]);
    const outcome = [changed.kind, published.kind];
    expect([
      ['changed', 'contractChanged'],
      ['changedMeanwhile', 'published'],
    ]).toContainEqual(outcome);
  }
});

test('of ten changes that were decided on the same terms one is made', async () => {
  const made = await newPartner(context);
  const quotas = Array.from({ length: 10 }, (_, n) => 1_000 + n);
  const outcomes = await Promise.all(quotas.map((requestsPerMinute) => change(made, { requestsPerMinute })));
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
    'changed',
    ...Array<string>(9).fill('changedMeanwhile'),
  ]);
});

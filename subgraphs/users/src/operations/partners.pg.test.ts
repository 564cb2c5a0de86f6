import { isCheckViolation } from '@bazaar/postgres/errors';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callerOf, newDocument, newPartner, partnersOf, sha256, type TestPartner } from '../testing/test-partners.ts';
import { startTestUsers, type TestUsers } from '../testing/test-users.ts';
import { createPartner } from './create-partner.ts';
import { publishDocuments } from './publish-documents.ts';
import { retireDocuments } from './retire-documents.ts';
import { revokePartnerKeys } from './revoke-partner-keys.ts';
import { rotatePartnerKey } from './rotate-partner-key.ts';
import { suspendPartner } from './suspend-partner.ts';

const HOUR_MS = 3_600_000;

let users: TestUsers;
let context: ReturnType<typeof partnersOf>;
const START = new Date('2026-03-01T12:00:00Z');
let now = START;
const later = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);

beforeAll(async () => {
  users = await startTestUsers({ now: () => now });
  context = partnersOf(users, () => now);
});
beforeEach(() => {
  now = START;
});
afterAll(() => users.stop());

interface Identified {
  readonly partner: { readonly id: string; readonly keyId: string } | null;
}

async function identify(secret: string): Promise<Identified['partner']> {
  const answer = await users.command('users.identifyPartnerKey', { keyHash: sha256(secret) }, 'gateway');
  return (answer as Identified).partner;
}

async function rotate({ partner }: TestPartner, graceMs: number): Promise<TestPartner> {
  const outcome = await rotatePartnerKey(context, partner.handle, { graceMs, expiresAt: null });
  if (outcome.kind !== 'rotated') throw new Error(outcome.kind);
  return { ...outcome, partner };
}

async function lastUse({ key }: TestPartner): Promise<string | null> {
  const { partner } = await users.answer<{ partner: { keys: { id: string; lastUsedAt: string | null }[] } }>(
    '{ partner: myPartner { keys { id lastUsedAt } } }',
    {},
    { sub: key.partnerId, sid: key.id, roles: ['PARTNER'], vendors: [], scopes: [] },
  );
  return partner.keys.find(({ id }) => id === key.id)?.lastUsedAt ?? null;
}

describe('a key', () => {
  test('opens what its partner may, and says whose it is', async () => {
    const { partner, key, secret } = await newPartner(context, { requestsPerMinute: 60 });
    expect(secret).toMatch(/^bzp_[0-9a-f]{64}$/);
    expect(key.prefix).toBe(secret.slice(0, 10));
    expect(await identify(secret)).toEqual({
      id: partner.id,
      handle: partner.handle,
      contract: 'partner',
      scopes: ['catalog:read'],
      requestsPerMinute: 60,
      keyId: key.id,
    });
  });

  test('is stored as a hash alone', async () => {
    const { secret } = await newPartner(context);
    const rows = await users.sql<{ row: string }>('select k::text as row from partner_key k');
    for (const { row } of rows) {
      expect(row).not.toContain(secret);
      expect(row).not.toContain(secret.slice(10));
    }
    const audit = await users.sql<{ detail: string }>("select detail::text from audit_event where action ~ '^partner'");
    for (const { detail } of audit) expect(detail).not.toContain(secret.slice(10));
  });

  test('that is unknown, revoked, expired or of a suspended partner: the same answer', async () => {
    const known = [await newPartner(context), await newPartner(context), await newPartner(context)] as const;
    const expiring = await newPartner(context, { keyExpiresAt: later(1) });
    await revokePartnerKeys(context, known[0].partner.handle, known[0].key.id);
    await suspendPartner(context, known[1].partner.handle, true);
    expect(await identify(known[2].secret)).not.toBeNull();
    expect(await identify(expiring.secret)).not.toBeNull();
    now = later(1);
    for (const secret of [known[0].secret, known[1].secret, expiring.secret, 'bzp_unknown'])
      expect(await users.command('users.identifyPartnerKey', { keyHash: sha256(secret) }, 'gateway')).toEqual({
        partner: null,
      });
  });

  test('of a partner that is let in again opens as before', async () => {
    const { partner, secret } = await newPartner(context);
    await suspendPartner(context, partner.handle, true);
    expect((await suspendPartner(context, partner.handle, true))?.suspendedAt).toEqual(now);
    await suspendPartner(context, partner.handle, false);
    expect(await identify(secret)).not.toBeNull();
    expect(await suspendPartner(context, 'nobody', true)).toBeNull();
  });

  test('has its last use noted once a minute, under any load', async () => {
    const made = await newPartner(context);
    expect(await lastUse(made)).toBeNull();
    await Promise.all(Array.from({ length: 10 }, () => identify(made.secret)));
    const first = now.toISOString();
    expect(await lastUse(made)).toBe(first);
    now = new Date(now.getTime() + 59_000);
    await identify(made.secret);
    expect(await lastUse(made)).toBe(first);
    now = new Date(now.getTime() + 1_000);
    await identify(made.secret);
    expect(await lastUse(made)).toBe(now.toISOString());
  });
});

describe('rotation', () => {
  test('makes a new key, and lets the old one go on for the grace and no longer', async () => {
    const old = await newPartner(context);
    const fresh = await rotate(old, 24 * HOUR_MS);
    now = later(23);
    expect((await identify(old.secret))?.keyId).toBe(old.key.id);
    expect((await identify(fresh.secret))?.keyId).toBe(fresh.key.id);
    now = later(1);
    expect(await identify(old.secret)).toBeNull();
    expect(await identify(fresh.secret)).not.toBeNull();
  });

  test('without grace ends the old key at once', async () => {
    const old = await newPartner(context);
    const fresh = await rotate(old, 0);
    expect(await identify(old.secret)).toBeNull();
    expect(await identify(fresh.secret)).not.toBeNull();
  });

  test('never lengthens the life of a key', async () => {
    const old = await newPartner(context, { keyExpiresAt: later(1) });
    await rotate(old, 24 * HOUR_MS);
    now = later(1);
    expect(await identify(old.secret)).toBeNull();
  });

  test('by many at once leaves at most ten good keys: the rest are told so', async () => {
    const { partner } = await newPartner(context);
    const outcomes = await Promise.all(
      Array.from({ length: 14 }, () =>
        rotatePartnerKey(context, partner.handle, { graceMs: HOUR_MS, expiresAt: null }),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'rotated')).toHaveLength(9);
    expect(outcomes.filter(({ kind }) => kind === 'limitReached')).toHaveLength(5);
    now = later(1);
    expect((await rotatePartnerKey(context, partner.handle, { graceMs: 0, expiresAt: null })).kind).toBe('rotated');
  });

  test('the database itself keeps to ten', async () => {
    const { partner } = await newPartner(context);
    const insert = () =>
      users.sql(
        `insert into partner_key (id, partner_id, hash, prefix, created_at)
         values (gen_random_uuid(), (select id from partner where handle = $1), sha256(gen_random_uuid()::text::bytea), 'bzp_000000', $2)`,
        [partner.handle, now],
      );
    for (let n = 1; n < 10; n++) await insert();
    const refused: unknown = await insert().catch((error: unknown) => error);
    expect(isCheckViolation(refused, 'partner_key_limit')).toBe(true);
  });

  test('of nobody is told', async () => {
    expect(await rotatePartnerKey(context, 'nobody', { graceMs: 0, expiresAt: null })).toEqual({ kind: 'notFound' });
  });
});

describe('revocation', () => {
  test('ends one key, or all', async () => {
    const old = await newPartner(context);
    const fresh = await rotate(old, HOUR_MS);
    const { handle } = old.partner;
    expect(await revokePartnerKeys(context, handle, old.key.id)).toMatchObject({ keys: [{ id: old.key.id }] });
    expect(await identify(old.secret)).toBeNull();
    expect(await identify(fresh.secret)).not.toBeNull();
    expect(await revokePartnerKeys(context, handle, old.key.id)).toEqual({ kind: 'keyNotFound' });
    expect(await revokePartnerKeys(context, handle, 'all')).toMatchObject({ keys: [{ id: fresh.key.id }] });
    expect(await identify(fresh.secret)).toBeNull();
    expect(await revokePartnerKeys(context, handle, 'all')).toMatchObject({ keys: [] });
  });

  test('reaches no key of another partner', async () => {
    const [one, other] = [await newPartner(context), await newPartner(context)];
    expect(await revokePartnerKeys(context, one.partner.handle, other.key.id)).toEqual({ kind: 'keyNotFound' });
    expect(await identify(other.secret)).not.toBeNull();
  });
});

describe('a partner', () => {
  test('has a handle of its own: of ten that want one, one gets it', async () => {
    const terms = {
      handle: 'wanted',
      name: 'Wanted',
      contract: 'partner',
      scopes: [],
      requestsPerMinute: 1,
      keyExpiresAt: null,
    };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => createPartner(context, terms)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', ...Array<string>(9).fill('handleTaken')]);
  });

  test('with wrong terms is refused, and nothing of it is stored', async () => {
    const terms = {
      handle: 'No Handle',
      name: '',
      contract: 'x',
      scopes: [],
      requestsPerMinute: 0,
      keyExpiresAt: null,
    };
    expect(await createPartner(context, terms)).toEqual({
      kind: 'refused',
      problems: ['handleInvalid', 'nameInvalid', 'quotaInvalid'],
    });
    expect(await users.sql('select 1 from partner where name = $1', [''])).toEqual([]);
  });

  test('leaves its story in the audit log', async () => {
    const made = await newPartner(context);
    await rotate(made, HOUR_MS);
    await revokePartnerKeys(context, made.partner.handle, made.key.id);
    await suspendPartner(context, made.partner.handle, true);
    const story = await users.sql<{ action: string }>(
      'select action from audit_event where resource = $1 order by id',
      [made.partner.id],
    );
    expect(story.map(({ action }) => action)).toEqual([
      'partner.created',
      'partner.key_added',
      'partner.keys_ending',
      'partner.key_added',
      'partner.key_revoked',
      'partner.suspended',
    ]);
  });
});

describe('documents', () => {
  async function find({ partner }: TestPartner, hash: string): Promise<unknown> {
    return users.command('users.findPartnerDocument', { partnerId: partner.id, hash }, 'gateway');
  }

  test('are run by their partner, and by nobody else', async () => {
    const [one, other] = [await newPartner(context), await newPartner(context)];
    const [feed, prices] = [newDocument('Feed'), newDocument('Prices')];
    expect(await publishDocuments(context, one.partner, [feed, prices])).toEqual({
      kind: 'published',
      added: 2,
      restored: 0,
      known: 0,
    });
    expect(await find(one, feed.hash)).toEqual({ document: { text: feed.text, cost: 3 } });
    expect(await find(other, feed.hash)).toEqual({ document: null });
    expect(await find(one, sha256('another'))).toEqual({ document: null });
    expect(await users.command('users.findPartnerDocument', { partnerId: 'x', hash: feed.hash }, 'gateway')).toEqual({
      document: null,
    });
  });

  test('that are retired are refused, stay in the list, and come back when they are published again', async () => {
    const made = await newPartner(context);
    const [feed, prices] = [newDocument('Feed'), newDocument('Prices')];
    await publishDocuments(context, made.partner, [feed, prices]);
    expect(await retireDocuments(context, made.partner.handle, [feed.hash])).toEqual({ kind: 'retired', retired: 1 });
    expect(await retireDocuments(context, made.partner.handle, [feed.hash])).toEqual({ kind: 'retired', retired: 0 });
    expect(await find(made, feed.hash)).toEqual({ document: null });
    now = later(1);
    expect(await publishDocuments(context, made.partner, [{ ...feed, cost: 9 }, prices])).toEqual({
      kind: 'published',
      added: 0,
      restored: 1,
      known: 1,
    });
    expect(await find(made, feed.hash)).toEqual({ document: { text: feed.text, cost: 9 } });
    const { partner } = await users.answer<{ partner: { documents: unknown } }>(
      '{ partner: myPartner { documents { totalCount nodes { operationName cost publishedAt retiredAt } } } }',
      {},
      callerOf(made),
    );
    expect(partner.documents).toEqual({
      totalCount: 2,
      nodes: [
        { operationName: 'Feed', cost: 9, publishedAt: now.toISOString(), retiredAt: null },
        { operationName: 'Prices', cost: 3, publishedAt: later(-1).toISOString(), retiredAt: null },
      ],
    });
  });

  test('are retired all or none, and named when they are none of the partner’s', async () => {
    const made = await newPartner(context);
    const feed = newDocument('Feed');
    await publishDocuments(context, made.partner, [feed]);
    const strange = sha256('strange');
    expect(await retireDocuments(context, made.partner.handle, [feed.hash, strange])).toEqual({
      kind: 'documentsNotFound',
      hashes: [strange],
    });
    expect(await find(made, feed.hash)).not.toEqual({ document: null });
    expect(await retireDocuments(context, 'nobody', [feed.hash])).toEqual({ kind: 'notFound' });
  });

  test('are published all or none: the database refuses a hash that is not the text’s', async () => {
    const made = await newPartner(context);
    const feed = newDocument('Feed');
    const forged = { ...newDocument('Forged'), hash: sha256('something else') };
    const refused: unknown = await publishDocuments(context, made.partner, [feed, forged]).catch(
      (error: unknown) => error,
    );
    expect(isCheckViolation(refused, 'partner_document_hash_is_of_text')).toBe(true);
    expect(await find(made, feed.hash)).toEqual({ document: null });
  });

  test('that were checked against another contract than the partner’s are not published', async () => {
    const { partner } = await newPartner(context);
    expect(await publishDocuments(context, { ...partner, contract: 'public' }, [newDocument('Feed')])).toEqual({
      kind: 'contractChanged',
    });
    expect(await publishDocuments(context, { ...partner, handle: 'nobody' }, [newDocument('Feed')])).toEqual({
      kind: 'notFound',
    });
  });
});

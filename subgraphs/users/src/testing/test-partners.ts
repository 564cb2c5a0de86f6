import { newId } from '@bazaar/ids/id';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { createHash } from 'node:crypto';
import type { UsersContext } from '../context.ts';
import type { Partner, PartnerKey } from '../domain/partner.ts';
import { createPartner, type PartnerToCreate } from '../operations/create-partner.ts';
import type { DocumentToPublish } from '../storage/partner-documents.ts';
import type { TestUsers } from './test-users.ts';

export interface TestPartner {
  readonly partner: Partner;
  readonly key: PartnerKey;
  readonly secret: string;
}

let count = 0;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the partners' operations need, at `now`. */
export function partnersOf(users: TestUsers, now: () => Date): Pick<UsersContext, 'inTransaction' | 'now'> {
  return { inTransaction: users.database.inTransaction, now };
}

/** A new partner with its first key. */
export async function newPartner(
  context: Pick<UsersContext, 'inTransaction' | 'now'>,
  given: Partial<PartnerToCreate> = {},
): Promise<TestPartner> {
  count++;
  const outcome = await createPartner(context, {
    handle: `partner-${count}`,
    name: 'Price Feed',
    contract: 'partner',
    scopes: ['catalog:read'],
    requestsPerMinute: 600,
    keyExpiresAt: null,
    ...given,
  });
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** What the gateway passes on for a partner's key. */
export function callerOf({ partner, key }: TestPartner): CallerClaims {
  return { sub: partner.id, sid: key.id, roles: ['PARTNER'], vendors: [], scopes: partner.scopes };
}

/** A partner's claims of which the database knows nothing. */
export function strangePartner(): CallerClaims {
  return { sub: newId('ptn'), sid: newId('pky'), roles: ['PARTNER'], vendors: [], scopes: ['catalog:read'] };
}

export function newDocument(operationName: string): DocumentToPublish {
  const text = `query ${operationName} { products(first: 1) { nodes { id } } }`;
  return { hash: sha256(text), operationName, text, cost: 3 };
}

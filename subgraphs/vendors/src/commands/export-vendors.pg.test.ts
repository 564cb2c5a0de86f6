import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, startTestVendors, type TestVendors } from '../testing/test-vendors.ts';

let vendors: TestVendors;

beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.stop());

type Exported = readonly {
  readonly vendorId: string;
  readonly handle: string;
  readonly name: string;
  readonly status: string;
  readonly version: number;
}[];

async function exportPage(after: string | null, limit: number): Promise<Exported> {
  const answer = await vendors.command('vendors.exportVendors', { after, limit }, 'catalog');
  // The command's door has parsed it.
  return (answer as { vendors: Exported }).vendors;
}

test('tells of every vendor what its latest event told, once, whatever its status, page by page', async () => {
  const [pending, suspended, ...active] = [
    await vendors.apply(),
    await vendors.open(),
    await vendors.open(),
    await vendors.open(),
    await vendors.open(),
  ];
  await vendors.mutate('vendorSuspend', { vendorId: suspended.id, reason: 'x' }, '', ADMIN);
  await vendors.mutate('vendorUpdateProfile', { vendorId: active[1].id, name: 'New name' }, '', active[1].owner);
  // Members are no part of the copy, but their changes raise the version too.
  const member = { vendorId: active[0].id, userId: newCaller().sub, role: 'FINANCE' };
  await vendors.mutate('vendorMemberAdd', member, '', active[0].owner);

  const pages: Exported[] = [];
  for (let after: string | null = null; ;) {
    const page = await exportPage(after, 2);
    pages.push(page);
    if (page.length < 2) break;
    after = page.at(-1)!.vendorId;
  }
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  const exported = pages.flat();
  expect(exported.map(({ vendorId }) => vendorId)).toEqual([pending, suspended, ...active].map(({ id }) => id));
  for (const { vendorId, version, ...copy } of exported) {
    const facts = await vendors.facts(vendorId);
    expect(version).toBe(Math.max(...facts.map(({ sequence }) => Number(sequence))));
    const latest = facts.findLast(({ type }) => !type.startsWith('vendor.member'));
    expect({ vendorId, ...copy }).toEqual(latest?.data);
  }
  expect(exported.map(({ status }) => status)).toEqual(['PENDING', 'SUSPENDED', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
});

test('a page is one statement; after the last vendor there is none', async () => {
  await vendors.open();
  const { result, statements } = await countStatements(() => exportPage(null, 500));
  expect(statements).toHaveLength(1);
  expect(result.length).toBeGreaterThan(0);
  expect(await exportPage(newId('vnd'), 500)).toEqual([]);
});

test('only catalog may ask, and for at most 500 at a time', async () => {
  for (const name of ['users', 'vendors', 'cart', 'orders'] as const)
    await expect(vendors.command('vendors.exportVendors', { after: null, limit: 1 }, name)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  for (const limit of [0, 501, 1.5])
    await expect(exportPage(null, limit)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Repairs, SeenCopy, VendorCopy } from '../domain/vendor-copy.ts';

interface CopyRow {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly status: VendorCopy['status'];
  readonly sequence: string;
}

/** Copies by the ids of their vendors, held until the transaction ends; those that do not exist are missing. */
export async function lockVendorCopies(tx: Tx, ids: readonly VendorId[]): Promise<Map<VendorId, VendorCopy>> {
  return byId(
    await query<CopyRow>(tx, 'select * from vendor_copy where id = any($1::uuid[]) order by id for update', [
      ids.map(idToUuid),
    ]),
  );
}

/** Copies by the ids of their vendors; those that do not exist are missing. */
export async function findVendorCopies(reader: Reader, ids: readonly VendorId[]): Promise<Map<VendorId, VendorCopy>> {
  return byId(
    await query<CopyRow>(reader, 'select * from vendor_copy where id = any($1::uuid[])', [ids.map(idToUuid)]),
  );
}

/** The copies of vendors after one (null: from the first) up to and with another (null: to the last). */
export async function listSeenCopies(
  reader: Reader,
  after: VendorId | null,
  upTo: VendorId | null,
): Promise<SeenCopy[]> {
  const rows = await query<Pick<CopyRow, 'id' | 'sequence'>>(
    reader,
    'select id, sequence from vendor_copy where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2) order by id',
    [after && idToUuid(after), upTo && idToUuid(upTo)],
  );
  return rows.map(({ id, sequence }) => ({ id: idFromUuid('vnd', id), sequence: Number(sequence) }));
}

/** Saves copies, each unless a newer one is there. One of the same version is replaced: it should hold the same. */
export async function saveVendorCopies(tx: Tx, copies: readonly VendorCopy[]): Promise<void> {
  if (copies.length === 0) return;
  await execute(
    tx,
    `insert into vendor_copy as v (id, handle, name, status, sequence)
     select * from jsonb_to_recordset($1) as given (id uuid, handle text, name text, status text, sequence bigint) order by id
     on conflict (id) do update
        set handle = excluded.handle, name = excluded.name, status = excluded.status, sequence = excluded.sequence
      where v.sequence <= excluded.sequence`,
    [JSON.stringify(copies.map((copy) => ({ ...copy, id: idToUuid(copy.id) })))],
  );
}

/** Replaces and removes copies that never were what they claim, each if it is still the one that was seen. */
export async function repairVendorCopies(tx: Tx, { overwrite, remove }: Repairs): Promise<void> {
  for (const { seen, by } of overwrite)
    await execute(
      tx,
      'update vendor_copy set handle = $3, name = $4, status = $5, sequence = $6 where id = $1 and sequence = $2',
      [idToUuid(seen.id), seen.sequence, by.handle, by.name, by.status, by.sequence],
    );
  for (const { id, sequence } of remove)
    await execute(tx, 'delete from vendor_copy where id = $1 and sequence = $2', [idToUuid(id), sequence]);
}

function byId(rows: readonly CopyRow[]): Map<VendorId, VendorCopy> {
  return new Map(
    rows.map((row) => {
      const id = idFromUuid('vnd', row.id);
      return [id, { ...row, id, sequence: Number(row.sequence) }];
    }),
  );
}

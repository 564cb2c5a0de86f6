import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { uuidV7 } from '@bazaar/ids/uuid-v7';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';

/** A rebuild of the copies of vendors, as far as it has come. */
export interface VendorRebuild {
  readonly id: string;
  readonly after: VendorId | null;
  /** Vendors that the owner told of. */
  readonly read: number;
  /** Copies that were made or put right. */
  readonly changed: number;
  /** Copies of vendors that the owner does not know. */
  readonly removed: number;
  /** When a process last worked on it. */
  readonly touchedAt: Date;
  /** Why the last try brought nothing; null after one that did. */
  readonly problem: string | null;
  readonly finishedAt: Date | null;
}

/** How long a process may work on a page, in milliseconds of the database's clock: two questions and their answers. */
const LEASE_MS = 15_000;
/** How long after a page that could not be had it is asked for again, in milliseconds. */
const WAIT_MS = 2_000;

/** Asks for a rebuild and returns it, or the one that is under way. */
export async function requestRebuild(reader: Reader): Promise<VendorRebuild> {
  await execute(reader, 'insert into vendor_rebuild (id) values ($1) on conflict do nothing', [uuidV7()]);
  const [row] = await query<RebuildRow>(
    reader,
    'select * from vendor_rebuild order by finished_at is null desc, id desc limit 1',
  );
  if (!row) throw new Error('A rebuild that was asked for is not there.');
  return toRebuild(row);
}

export async function findRebuild(reader: Reader, id: string): Promise<VendorRebuild | null> {
  const [row] = await query<RebuildRow>(reader, 'select * from vendor_rebuild where id = $1', [id]);
  return row ? toRebuild(row) : null;
}

/** Takes the lease of the rebuild that is under way; null when there is none or someone holds it. */
export async function claimRebuild(reader: Reader): Promise<VendorRebuild | null> {
  const [row] = await query<RebuildRow>(
    reader,
    `update vendor_rebuild set leased_until = now() + $1 * interval '1 ms', touched_at = now()
      where finished_at is null and (leased_until is null or leased_until < now()) returning *`,
    [LEASE_MS],
  );
  return row ? toRebuild(row) : null;
}

/** Notes a page that is done, and gives the lease back. `next` is the last vendor of the page; null when it was the last page. */
export async function saveRebuiltPage(
  tx: Tx,
  { id, after }: VendorRebuild,
  page: Pick<VendorRebuild, 'read' | 'changed' | 'removed'> & { readonly next: VendorId | null },
): Promise<void> {
  // A page that two processes did, because one lost its lease, counts once.
  await execute(
    tx,
    `update vendor_rebuild
        set after = $3, read = read + $4, changed = changed + $5, removed = removed + $6, problem = null, leased_until = null,
            touched_at = now(), finished_at = case when $3::uuid is null then now() end
      where id = $1 and after is not distinct from $2::uuid and finished_at is null`,
    [id, after && idToUuid(after), page.next && idToUuid(page.next), page.read, page.changed, page.removed],
  );
}

/** Notes why a page could not be had; it is asked for again a little later. */
export async function postponeRebuild(reader: Reader, { id }: VendorRebuild, problem: string): Promise<void> {
  await execute(
    reader,
    `update vendor_rebuild set problem = $2, touched_at = now(), leased_until = now() + $3 * interval '1 ms' where id = $1`,
    [id, problem, WAIT_MS],
  );
}

interface RebuildRow {
  readonly id: string;
  readonly after: string | null;
  readonly read: number;
  readonly changed: number;
  readonly removed: number;
  readonly touched_at: Date;
  readonly problem: string | null;
  readonly finished_at: Date | null;
}

function toRebuild(row: RebuildRow): VendorRebuild {
  const { touched_at: touchedAt, finished_at: finishedAt, id, read, changed, removed, problem } = row;
  const after = row.after === null ? null : idFromUuid('vnd', row.after);
  return { id, after, read, changed, removed, touchedAt, problem, finishedAt };
}

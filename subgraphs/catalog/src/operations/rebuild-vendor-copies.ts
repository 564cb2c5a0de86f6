import { requireId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { CatalogContext } from '../context.ts';
import { decideRepairs, findDoubtful, type Repairs, type SeenCopy, type VendorCopy } from '../domain/vendor-copy.ts';
import { listSeenCopies } from '../storage/vendor-copies.ts';
import { claimRebuild, postponeRebuild, saveRebuiltPage } from '../storage/vendor-rebuilds.ts';
import { saveCopies } from './save-vendor-copies.ts';

/** Vendors per page. */
const PAGE = 200;
/** The second time there is room for vendors that came into the page meanwhile. */
const PAGE_AGAIN = 400;

/**
 * Does the next page of the rebuild that is under way: makes the copies of its vendors what vendors says they are. Returns how many pages were done,
 * which is none when there is no rebuild, or when vendors cannot be asked right now.
 *
 * Events go on meanwhile. A copy that is newer than what vendors said is one of them, or wrong: vendors is asked a second time, and says which.
 */
export async function rebuildNextPage(
  context: Pick<CatalogContext, 'reader' | 'inTransaction' | 'sendCommand' | 'log'>,
): Promise<number> {
  const { reader, inTransaction, log } = context;
  const rebuild = await claimRebuild(reader);
  if (!rebuild) return 0;
  try {
    const { after } = rebuild;
    const exported = await exportPage(context, after, PAGE);
    const next = exported.length < PAGE ? null : (exported.at(-1)?.id ?? null);
    const doubtful = findDoubtful(exported, await listSeenCopies(reader, after, next));
    const repairs = doubtful.length > 0 ? await askAgain(context, after, doubtful) : undefined;
    await inTransaction(async (tx) => {
      const done = await saveCopies(tx, exported, repairs);
      await saveRebuiltPage(tx, rebuild, { ...done, read: exported.length, next });
    });
    return 1;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log.warn({ err: error }, 'vendors could not be asked for its export and will be asked again');
    await postponeRebuild(reader, rebuild, error.code);
    return 0;
  }
}

async function askAgain(
  context: Pick<CatalogContext, 'sendCommand'>,
  after: VendorId | null,
  doubtful: readonly SeenCopy[],
): Promise<Repairs> {
  const exported = await exportPage(context, after, PAGE_AGAIN);
  const knownUpTo = exported.length < PAGE_AGAIN ? null : (exported.at(-1)?.id ?? null);
  return decideRepairs(doubtful, exported, knownUpTo);
}

async function exportPage(
  { sendCommand }: Pick<CatalogContext, 'sendCommand'>,
  after: VendorId | null,
  limit: number,
): Promise<VendorCopy[]> {
  const { vendors } = await sendCommand('vendors.exportVendors', { after, limit });
  return vendors.map(({ vendorId, version, ...copy }) => ({
    ...copy,
    id: requireId('vnd', vendorId),
    sequence: version,
  }));
}

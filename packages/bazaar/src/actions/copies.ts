import { findRebuild, requestRebuild, type VendorRebuild } from '@bazaar/catalog/storage/vendor-rebuilds';
import type { Database } from '@bazaar/postgres/open-database';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabases } from '../with-databases.ts';

const POLL_MS = 200;

export interface RebuildOptions {
  /** How many seconds to wait for a running catalog that works on it. */
  readonly patience: number;
  readonly json?: boolean;
}

/** Asks for catalog's copies of vendors to be made anew, and tells how that goes until it is done. */
export function rebuildCopies(options: RebuildOptions): Promise<void> {
  // Requests of rebuilds are looked after in plain SQL.
  return withDatabases([{ name: 'catalog', entities: [] }], (databaseOf) =>
    followRebuild(databaseOf('catalog'), options),
  );
}

async function followRebuild({ reader }: Pick<Database, 'reader'>, { patience, json }: RebuildOptions): Promise<void> {
  const { id } = await requestRebuild(reader);
  let shown = '';
  let touchedAt = 0;
  let waitingSince = Date.now();
  for (;;) {
    const rebuild = await findRebuild(reader, id);
    if (!rebuild) throw new OperatorError('The rebuild was taken away.');
    const line = json ? toJson(rebuild) : describe(rebuild);
    if (line !== shown) process.stdout.write(`${line}\n`);
    shown = line;
    if (rebuild.finishedAt) return;
    if (rebuild.touchedAt.getTime() !== touchedAt) {
      touchedAt = rebuild.touchedAt.getTime();
      waitingSince = Date.now();
    }
    if (Date.now() - waitingSince > patience * 1_000)
      throw new OperatorError('No catalog works on it: is the marketplace running? It goes on as soon as it does.');
    await sleep(POLL_MS);
  }
}

function describe({ read, changed, removed, problem, finishedAt }: VendorRebuild): string {
  const counts = `${read} vendors read, ${changed} copies made or put right, ${removed} removed`;
  if (finishedAt) return `Done: ${counts}.`;
  return problem ? `${counts}; vendors cannot be asked right now (${problem}), trying again …` : `${counts} …`;
}

function toJson({ read, changed, removed, problem, finishedAt }: VendorRebuild): string {
  return JSON.stringify({ read, changed, removed, problem, finishedAt });
}

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockFile } from './file-lock.ts';
import { openJournal, type Change } from './journal.ts';
import { INDEXES, type IndexName, type TableName, type Tables } from './tables.ts';

/** Reads and writes inside one transaction. Rows are never changed in place: put a new one. */
export interface Tx {
  find<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  put<T extends TableName>(table: T, row: Tables[T]): void;
  delete(table: TableName, id: string): void;
  /** All rows, oldest first. */
  list<T extends TableName>(table: T): Tables[T][];
  /** The rows whose index has `value`, oldest first. */
  listBy<T extends TableName>(table: T, index: IndexName<T>, value: string): Tables[T][];
  /** As `listBy`, one at a time; do not write while iterating. */
  eachBy<T extends TableName>(table: T, index: IndexName<T>, value: string): Iterable<Tables[T]>;
  count(table: TableName): number;
  oldest<T extends TableName>(table: T): Tables[T] | undefined;
}

/** The emulator's whole state: in memory for reading, in a journal for keeping. */
export interface Store {
  /**
   * Runs `work` as one transaction: all of its writes or, when it throws, none. It runs without interruption, so
   * transactions are serial. The writes are kept once `durable()` resolves; answer nobody before that.
   */
  transact<Result>(work: (tx: Tx) => Result): Result;
  durable(): Promise<void>;
  stop(): Promise<void>;
}

/** A journal smaller than this is not worth rewriting. */
const SMALLEST_REWRITE_BYTES = 8 * 1024 * 1024;

type AnyRow = { readonly id: string };
interface Table {
  readonly rows: Map<string, AnyRow>;
  readonly indexes: Map<string, { of: (row: AnyRow) => string | null; ids: Map<string, Set<string>> }>;
}

/** The index functions of each table; a table's rows are the only ones they are called with. */
const INDEX_FUNCTIONS: Readonly<Record<string, readonly [string, (row: AnyRow) => string | null][]>> =
  Object.fromEntries(
    Object.entries(INDEXES).map(([table, functions]) => [
      table,
      Object.entries(functions) as [string, (row: AnyRow) => string | null][],
    ]),
  );

/**
 * Opens the store kept in `file`.
 * @throws FileInUse when another process has it open
 * @throws JournalDamaged
 */
export async function openStore(file: string): Promise<Store> {
  await mkdir(dirname(file), { recursive: true });
  const unlock = lockFile(file);
  const tables = new Map<string, Table>();

  function tableOf(name: string): Table {
    let table = tables.get(name);
    if (!table) {
      table = { rows: new Map(), indexes: new Map() };
      for (const [index, of] of INDEX_FUNCTIONS[name] ?? []) table.indexes.set(index, { of, ids: new Map() });
      tables.set(name, table);
    }
    return table;
  }

  function write(name: string, id: string, row: AnyRow | null): AnyRow | null {
    const table = tableOf(name);
    const before = table.rows.get(id) ?? null;
    for (const { of, ids } of table.indexes.values()) {
      const [old, next] = [before && of(before), row && of(row)];
      if (old === next) continue;
      if (old !== null) {
        ids.get(old)?.delete(id);
        if (ids.get(old)?.size === 0) ids.delete(old);
      }
      if (next !== null) {
        const set = ids.get(next) ?? new Set();
        ids.set(next, set.add(id));
      }
    }
    if (row) table.rows.set(id, row);
    else table.rows.delete(id);
    return before;
  }

  let liveBytes = 0;
  let rewriting = false;
  let stopped: Promise<void> | undefined;
  let journal: Awaited<ReturnType<typeof openJournal>>;
  try {
    journal = await openJournal(file, (changes) => {
      for (const [name, id, row] of changes) write(name, id, row as AnyRow | null); // journalled by `transact`
    });
  } catch (error) {
    unlock();
    throw error;
  }

  function* everything(): Iterable<Change> {
    for (const [name, table] of tables) for (const [id, row] of table.rows) yield [name, id, row];
  }

  async function rewriteWhenLarge(): Promise<void> {
    if (rewriting || stopped || journal.sizeBytes < Math.max(SMALLEST_REWRITE_BYTES, 3 * liveBytes)) return;
    rewriting = true;
    try {
      await journal.rewrite(everything());
      liveBytes = journal.sizeBytes;
    } finally {
      rewriting = false;
    }
  }

  return {
    transact(work) {
      const undo: [string, string, AnyRow | null][] = [];
      const changed = new Map<string, readonly [string, string]>();
      const change = (name: string, id: string, row: AnyRow | null) => {
        undo.push([name, id, write(name, id, row)]);
        changed.set(`${name} ${id}`, [name, id]);
      };
      // The rows of a table have the type that `put` was given for it.
      function* each<T extends TableName>(name: T, index: IndexName<T>, value: string): Iterable<Tables[T]> {
        const { rows, indexes } = tableOf(name);
        for (const id of indexes.get(index)?.ids.get(value) ?? []) yield rows.get(id) as Tables[T];
      }
      const tx: Tx = {
        find: <T extends TableName>(name: T, id: string) => tableOf(name).rows.get(id) as Tables[T] | undefined,
        put: (name, row) => change(name, row.id, row),
        delete: (name, id) => change(name, id, null),
        list: <T extends TableName>(name: T) => [...tableOf(name).rows.values()] as Tables[T][],
        listBy: <T extends TableName>(name: T, index: IndexName<T>, value: string) => [...each(name, index, value)],
        eachBy: each,
        count: (name) => tableOf(name).rows.size,
        oldest: <T extends TableName>(name: T) => tableOf(name).rows.values().next().value as Tables[T] | undefined,
      };
      let result;
      try {
        result = work(tx);
      } catch (error) {
        for (const [name, id, before] of undo.toReversed()) write(name, id, before);
        throw error;
      }
      if (changed.size > 0)
        journal.append([...changed.values()].map(([name, id]) => [name, id, tableOf(name).rows.get(id) ?? null]));
      return result;
    },
    async durable() {
      await journal.flushed();
      void rewriteWhenLarge().catch(() => undefined); // a failed rewrite fails every later `flushed()`
    },
    stop() {
      stopped ??= journal.close().finally(unlock);
      return stopped;
    },
  };
}

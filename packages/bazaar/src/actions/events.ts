import {
  listDeadLetters,
  replayDeadLetters,
  skipDeadLetter,
  type DeadLetter,
  type DeadLetterId,
} from '@bazaar/events/dead-letters';
import type { Database } from '@bazaar/postgres/open-database';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { withDatabases } from '../with-databases.ts';

/** Prints the dead letters of every subgraph: JSON, one a line, or for people. */
export function listDead({ limit, json }: { readonly limit: number; readonly json?: boolean }): Promise<void> {
  return withAllDatabases(async (databases) => {
    for (const database of databases) {
      for (const letter of await listDeadLetters(database, { limit }))
        print(json ? JSON.stringify({ subgraph: database.schema, ...letter }) : tell(letter));
    }
  });
}

/** Has dead letters delivered again, and tells how many of each subgraph. */
export function replayDead(which: Parameters<typeof replayDeadLetters>[1]): Promise<void> {
  return withAllDatabases(async (databases) => {
    for (const database of databases) {
      const replayed = await replayDeadLetters(database, which);
      if (replayed > 0) print(`${database.schema}: ${replayed} will be delivered again.`);
    }
  });
}

/** Gives a dead letter up for good. */
export function skipDead(id: DeadLetterId, how: { readonly note: string; readonly by: string }): Promise<void> {
  return withAllDatabases(async (databases) => {
    for (const database of databases) {
      if (await skipDeadLetter(database, id, how)) return print(`${id} is skipped.`);
    }
    throw new OperatorError(`${id} is no dead letter.`);
  });
}

function withAllDatabases(work: (databases: readonly Database[]) => Promise<void>): Promise<void> {
  // Dead letters are looked after in plain SQL.
  const subgraphs = SUBGRAPH_NAMES.map((name) => ({ name, entities: [] }));
  return withDatabases(subgraphs, (databaseOf) => work(SUBGRAPH_NAMES.map(databaseOf)));
}

function tell(letter: DeadLetter): string {
  const { id, type, aggregateId, attempts, diedAt, blocked, lastError } = letter;
  const first = `${id}  ${type}  ${aggregateId}  ${attempts} attempts, dead since ${diedAt.toISOString()}, ${blocked} behind it`;
  return `${first}\n    ${lastError.split('\n', 1)[0]}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Which statements a connection keeps prepared: parsing and planning cost Postgres two thirds of a small statement. Those whose text comes
 * again and again get a name, under which pg prepares them once per connection; texts made up of their values (long `in` lists, inserts of many
 * rows) rarely come again and stay unnamed, so that no connection hoards them.
 */

/** A text gets its name with this use. */
const NAMED_FROM_USE = 3;
const MOST_NAMES = 500;
const MOST_COUNTED = 2_000;

const names = new Map<string, string>();
const uses = new Map<string, number>();
let generation = 0;

/** The name to prepare `sql` under, or undefined to run it unprepared. */
export function statementName(sql: string): string | undefined {
  const name = names.get(sql);
  if (name !== undefined) return `${name}_${generation}`;
  const count = (uses.get(sql) ?? 0) + 1;
  if (count < NAMED_FROM_USE || names.size >= MOST_NAMES) {
    if (uses.size >= MOST_COUNTED) uses.clear();
    uses.set(sql, count);
    return undefined;
  }
  uses.delete(sql);
  names.set(sql, `s${names.size}`);
  return statementName(sql);
}

/** A migration changed the columns of a prepared `select *`: from now on every connection prepares everything anew, under other names. */
export function renameStatements(): void {
  generation++;
}

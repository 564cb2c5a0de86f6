import type { Tx } from '../state/store.ts';
import type { TableName } from '../state/tables.ts';
import type { Step } from './call.ts';
import { invalidRequest } from './stripe-fault.ts';

/** Which fields hold an id that `expand` may replace by the object, and where the object is kept. */
const EXPANDABLE: Readonly<Record<string, TableName>> = {
  balance_transaction: 'balance_transactions',
  charge: 'charges',
  customer: 'customers',
  destination: 'accounts',
  destination_payment: 'charges',
  failure_balance_transaction: 'balance_transactions',
  latest_charge: 'charges',
  payment_intent: 'payment_intents',
  payment_method: 'payment_methods',
  source_transaction: 'charges',
  transfer: 'transfers',
};

/** What `source` of a balance transaction points at, by the prefix of the id. */
const SOURCES: Readonly<Record<string, TableName>> = {
  ch: 'charges',
  po: 'payouts',
  py: 'charges',
  pyr: 'refunds',
  re: 'refunds',
  tr: 'transfers',
  trr: 'transfer_reversals',
};

/** The deepest path that Stripe follows. */
const MAX_DEPTH = 4;

/**
 * Replaces the ids at `paths` (`latest_charge.balance_transaction`, `data.customer`) by their objects.
 * @throws StripeFault 400 for a path that leads nowhere
 */
export function expand(step: Pick<Step, 'tx'>, object: object, paths: readonly string[]): object {
  let expanded = object;
  for (const path of paths) {
    const names = path.split('.');
    if (names.length > MAX_DEPTH)
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`, {
        param: 'expand',
      });
    expanded = expandPath(step.tx, expanded, names, path) as object; // an object stays an object on its first level
  }
  return expanded;
}

function expandPath(tx: Tx, value: unknown, names: readonly string[], path: string): unknown {
  const [name, ...rest] = names;
  if (name === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => expandPath(tx, item, names, path));
  const fields = Object.entries(value as object); // only objects and lists are descended into
  if (!fields.some(([field]) => field === name)) throw cannotExpand(name, path);
  return Object.fromEntries(
    fields.map(([field, inner]: [string, unknown]) => {
      if (field !== name) return [field, inner];
      if (typeof inner === 'object') {
        if (rest.length === 0 && inner !== null && !('id' in inner)) throw cannotExpand(name, path);
        if (rest.length === 0 && inner === null && !(name in EXPANDABLE)) throw cannotExpand(name, path);
        return [field, expandPath(tx, inner, rest, path)];
      }
      if (typeof inner !== 'string') throw cannotExpand(name, path);
      const table = name === 'source' ? SOURCES[inner.split('_')[0] ?? ''] : EXPANDABLE[name];
      if (!table) throw cannotExpand(name, path);
      const row = tx.find(table, inner);
      return [field, row && 'object' in row ? expandPath(tx, row.object, rest, path) : inner];
    }),
  );
}

function cannotExpand(name: string, path: string) {
  return invalidRequest(`This property cannot be expanded (${name}).`, {
    param: path.includes('.') ? `expand (${path})` : 'expand',
  });
}

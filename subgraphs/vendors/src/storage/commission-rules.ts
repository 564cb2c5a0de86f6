import { idToUuid } from '@bazaar/ids/id';
import type { CommissionRuleId, VendorId } from '@bazaar/ids/kinds';
import { query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { CommissionRule } from '../domain/commission.ts';
import { CommissionRuleTable } from './commission-rule-table.ts';

/** Rules in force at `now` for these vendors and for all. */
export function listRulesInForce(reader: Reader, vendorIds: readonly VendorId[], now: Date): Promise<CommissionRule[]> {
  return readRows(
    reader,
    CommissionRuleTable,
    `select * from commission_rule
     where (vendor_id is null or vendor_id = any($1)) and valid_from <= $2 and (valid_until is null or valid_until > $2)`,
    [vendorIds.map((id) => idToUuid(id)), now],
  );
}

/** One page of all rules, oldest first. */
export function listRules(reader: Reader, { limit, forward, key }: Page<CommissionRuleId>): Promise<CommissionRule[]> {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  return readRows(
    reader,
    CommissionRuleTable,
    `select * from commission_rule where ($1::uuid is null or id ${beyond} $1) order by id ${order} limit $2`,
    [key && idToUuid(key), limit],
  );
}

export async function countRules(reader: Reader): Promise<number> {
  const [row] = await query<{ count: number }>(reader, 'select count(*)::integer as count from commission_rule');
  return row?.count ?? 0;
}

/** Adds a rule. @throws a foreign key violation when there is no such vendor. */
export async function insertRule(tx: Tx, rule: CommissionRule): Promise<void> {
  await tx.insert(CommissionRuleTable, rule);
}

/** Ends a rule at `at`; null when there is none, or it has ended or not yet begun by then. */
export function endRule(tx: Tx, id: CommissionRuleId, at: Date): Promise<CommissionRule | null> {
  return readRow(
    tx,
    CommissionRuleTable,
    `update commission_rule set valid_until = $2
     where id = $1 and valid_from < $2 and (valid_until is null or valid_until > $2) returning *`,
    [idToUuid(id), at],
  );
}

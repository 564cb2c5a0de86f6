-- A fee of nothing was posted without entries, and may have been one that was not known yet: it must not stand in the way of the fee.
alter table ledger_transaction disable trigger ledger_transaction_append_only;
delete from ledger_transaction t
 where t.kind = 'PROVIDER_FEE' and not exists (select from ledger_entry e where e.transaction_id = t.id);
alter table ledger_transaction enable trigger ledger_transaction_append_only;

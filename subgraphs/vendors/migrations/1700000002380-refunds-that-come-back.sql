-- A refund that came back from the buyer's bank: its posting is taken back by another one.
alter table ledger_transaction
  drop constraint ledger_transaction_kind_check,
  add constraint ledger_transaction_kind_check check (kind in ('SALE', 'PROVIDER_FEE', 'REFUND', 'REFUND_FAILED'));

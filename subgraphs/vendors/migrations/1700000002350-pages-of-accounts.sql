-- The order in which accounts are listed: by currency, the marketplace's own before the vendors'.
create unique index ledger_account_order
  on ledger_account (currency, coalesce(vendor_id, '00000000-0000-0000-0000-000000000000'), kind);

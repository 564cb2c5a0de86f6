-- When the provider is asked for the fee of a captured payment that it has not told; null when there is nothing to ask.
alter table payment
  add column fee_due_at timestamptz,
  add constraint payment_fee_due check (fee_due_at is null or (captured_amount > 0 and fee_amount is null));
create index payment_fee_due on payment (fee_due_at) where fee_due_at is not null;

-- The fees of payments that came too late never reached the books: they are asked for, and told, like those that were not known.
update payment p set fee_amount = null where exists (select from refund r where r.payment_id = p.id and r.reason = 'LATE_PAYMENT');
update payment set fee_due_at = now() where captured_amount > 0 and fee_amount is null;

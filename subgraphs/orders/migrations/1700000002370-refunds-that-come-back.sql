-- A refund may fail weeks after it succeeded: the buyer's bank sends the money back. So one that succeeded is looked at for a while.
alter table refund
  add column failed_at timestamptz,
  -- The failed refund whose money is promised again; each one once.
  add column retry_of uuid unique references refund (id),
  drop constraint refund_check,
  add constraint refund_next_at check (case status when 'PENDING' then next_at is not null when 'FAILED' then next_at is null else true end),
  add constraint refund_failed_at check (failed_at is null or status = 'FAILED');

-- Those that nobody has looked at since.
update refund set next_at = now(), attempts = 0 where status = 'SUCCEEDED' and settled_at > now() - interval '35 days';

-- What operators are shown.
create index refund_failed on refund (id) where status = 'FAILED';

-- The first outcome of every mutation that moves money or stock, per caller and key.
create table idempotency_key (
  caller      text        not null,
  operation   text        not null,
  key         text        not null check (length(key) between 1 and 255),
  input_hash  bytea       not null,
  -- Null only inside the transaction that is computing it.
  outcome     jsonb,
  created_at  timestamptz not null default now(),
  primary key (caller, operation, key)
);

create index idempotency_key_created_at on idempotency_key (created_at);

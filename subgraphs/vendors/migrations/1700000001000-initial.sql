create table vendor (
  id          uuid primary key,
  -- Stands in addresses of storefronts.
  handle      text        not null check (handle ~ '^[a-z0-9](?:[a-z0-9-]{1,48}[a-z0-9])$'),
  name        text        not null check (length(name) between 1 and 100),
  description text        not null check (length(description) <= 5000),
  website     text,
  avatar_url  text,
  email       text        not null,
  phone       text,
  status      text        not null check (status in ('PENDING', 'ACTIVE', 'REJECTED', 'SUSPENDED')),
  version     integer     not null check (version > 0),
  applied_at  timestamptz not null,
  approved_at timestamptz,
  check (status <> 'ACTIVE' or approved_at is not null)
);

create unique index vendor_handle_unique on vendor (handle);
create index vendor_by_status on vendor (status, id);

create table vendor_member (
  id         uuid primary key,
  vendor_id  uuid        not null references vendor on delete cascade,
  user_id    uuid        not null,
  role       text        not null check (role in ('OWNER', 'MANAGER', 'FULFILMENT', 'FINANCE')),
  created_at timestamptz not null,
  unique (vendor_id, user_id)
);

create index vendor_member_user on vendor_member (user_id);

-- Every change of a vendor's status, with who and why.
create table vendor_status_change (
  vendor_id  uuid        not null references vendor on delete cascade,
  version    integer     not null,
  status     text        not null,
  actor_id   uuid,
  note       text        not null,
  changed_at timestamptz not null,
  primary key (vendor_id, version)
);

-- Products as catalog announced them, to count a vendor's.
create table vendor_product (
  product_id uuid primary key,
  vendor_id  uuid    not null,
  active     boolean not null,
  sequence   bigint  not null
);

create index vendor_product_active on vendor_product (vendor_id) where active;

create table commission_rule (
  id          uuid primary key,
  -- Null: for every vendor.
  vendor_id   uuid references vendor on delete cascade,
  -- Null: for every category. A category's rule holds for its descendants.
  category_id uuid,
  rate_ppm    integer     not null check (rate_ppm between 0 and 1000000),
  valid_from  timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  created_at  timestamptz not null
);

create index commission_rule_vendor on commission_rule (vendor_id, valid_from);

create table ledger_account (
  id        uuid primary key,
  kind      text    not null check (kind in ('PROVIDER_CLEARING', 'PROVIDER_FEES', 'VENDOR_PAYABLE', 'COMMISSION', 'FEE_TAX', 'SALES_TAX_PAYABLE', 'PLATFORM_PROMOTIONS')),
  vendor_id uuid references vendor,
  currency  char(3) not null,
  -- The sum of the account's entries: debits positive, credits negative. Kept, with their number, by the trigger below.
  balance   bigint  not null default 0,
  entries   bigint  not null default 0 check (entries >= 0),
  check ((kind = 'VENDOR_PAYABLE') = (vendor_id is not null)),
  unique nulls not distinct (kind, vendor_id, currency)
);

create table ledger_transaction (
  id              uuid primary key,
  kind            text        not null check (kind in ('SALE', 'PROVIDER_FEE', 'REFUND')),
  -- What it was posted for; the same thing is never posted twice.
  reference       text        not null,
  currency        char(3)     not null,
  order_id        uuid        not null,
  vendor_order_id uuid,
  -- The vendor's part of the order, as people know it.
  number          text,
  vendor_id       uuid references vendor,
  occurred_at     timestamptz not null,
  unique (kind, reference)
);

create index ledger_transaction_vendor_order on ledger_transaction (vendor_order_id);

create table ledger_entry (
  transaction_id uuid   not null references ledger_transaction,
  account_id     uuid   not null references ledger_account,
  -- Debits positive, credits negative; minor units.
  amount         bigint not null,
  -- The entry's place among its account's, without gaps from 1, and the account's balance after it; both set by the trigger below.
  position       bigint not null,
  balance        bigint not null,
  primary key (transaction_id, account_id),
  unique (account_id, position)
);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: post a reversal instead';
end $$;

create trigger ledger_transaction_append_only before update or delete or truncate on ledger_transaction
  for each statement execute function ledger_is_append_only();
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_is_append_only();

-- The account's row is locked from here to the end of the transaction, so that positions and balances follow the order of commits.
-- Whoever inserts several entries does it in the order of their accounts' ids, so that two postings never wait for each other.
create function ledger_move_balance() returns trigger language plpgsql as $$
begin
  update ledger_account set balance = balance + new.amount, entries = entries + 1
  where id = new.account_id returning entries, balance into new.position, new.balance;
  return new;
end $$;

create trigger ledger_entry_moves_balance before insert on ledger_entry
  for each row execute function ledger_move_balance();

-- Every transaction sums to zero in its one currency: checked whenever entries are added, so that it holds ever after.
create function ledger_check_balance() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select t.id, sum(e.amount) as total, count(*) filter (where a.currency <> t.currency) as strangers into wrong
  from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
  where t.id in (select transaction_id from added)
  group by t.id having sum(e.amount) <> 0 or count(*) filter (where a.currency <> t.currency) > 0 limit 1;
  if found then
    raise exception 'ledger transaction % does not balance: % over, % entries in other currencies', wrong.id, wrong.total, wrong.strangers
      using errcode = 'check_violation';
  end if;
  return null;
end $$;

create trigger ledger_entry_balanced after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_check_balance();

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
  -- The sum of the account's entries: debits positive, credits negative. Kept by the trigger below.
  balance   bigint  not null default 0,
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

create table ledger_entry (
  transaction_id uuid   not null references ledger_transaction,
  account_id     uuid   not null references ledger_account,
  -- Debits positive, credits negative; minor units.
  amount         bigint not null check (amount <> 0),
  primary key (transaction_id, account_id)
);

create index ledger_entry_account on ledger_entry (account_id, transaction_id);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: post a reversal instead';
end $$;

create trigger ledger_transaction_append_only before update or delete on ledger_transaction
  for each statement execute function ledger_is_append_only();
create trigger ledger_entry_append_only before update or delete on ledger_entry
  for each statement execute function ledger_is_append_only();

-- Accounts are locked in the order of their ids, so that two postings never wait for each other.
create function ledger_keep_balances() returns trigger language plpgsql as $$
begin
  perform 1 from ledger_account where id in (select account_id from posted) order by id for no key update;
  update ledger_account a set balance = a.balance + p.amount
  from (select account_id, sum(amount) as amount from posted group by account_id) p where a.id = p.account_id;
  return null;
end $$;

create trigger ledger_entry_balances after insert on ledger_entry
  referencing new table as posted for each statement execute function ledger_keep_balances();

-- Every transaction sums to zero in its one currency, checked at commit.
create function ledger_transaction_balances() returns trigger language plpgsql as $$
declare
  total bigint;
  strangers integer;
begin
  select coalesce(sum(e.amount), 0), count(*) filter (where a.currency <> new.currency) into total, strangers
  from ledger_entry e join ledger_account a on a.id = e.account_id where e.transaction_id = new.id;
  if total <> 0 then
    raise exception 'ledger transaction % does not balance: %', new.id, total using errcode = 'check_violation';
  end if;
  if strangers > 0 then
    raise exception 'ledger transaction % mixes currencies', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;

create constraint trigger ledger_transaction_balanced after insert on ledger_transaction
  deferrable initially deferred for each row execute function ledger_transaction_balances();

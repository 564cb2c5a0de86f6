-- Where the marketplace sells: one currency and one way of showing tax each.
create table region (
  code                 text primary key check (code ~ '^[A-Z][A-Z0-9-]{1,15}$'),
  name                 text     not null,
  currency             char(3)  not null,
  -- ISO 3166-1 alpha-2.
  countries            text[]   not null check (cardinality(countries) > 0),
  -- Prices and shipping include their tax.
  tax_inclusive        boolean  not null,
  -- The flat tax, in parts per million.
  tax_rate_ppm         integer  not null check (tax_rate_ppm between 0 and 1000000),
  -- Flat shipping per vendor, in minor units.
  standard_shipping    bigint   not null check (standard_shipping between 0 and 10000000000),
  express_shipping     bigint   not null check (express_shipping between 0 and 10000000000)
);

create table cart (
  id            uuid primary key,
  -- Null for a guest's cart, which its signed id opens.
  buyer_id      uuid,
  region_code   text        not null references region,
  version       integer     not null check (version > 0),
  -- The checkout that froze it, and the quote it was given.
  frozen_by     uuid,
  frozen_quote  jsonb,
  -- The user's cart that took over the lines of this guest cart.
  merged_into   uuid references cart on delete set null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  check ((frozen_by is null) = (frozen_quote is null)),
  check (merged_into is null or (buyer_id is null and frozen_by is null))
);

create unique index cart_one_per_buyer_and_region on cart (buyer_id, region_code) where buyer_id is not null;
create unique index cart_frozen_by on cart (frozen_by) where frozen_by is not null;
create index cart_expires_at on cart (expires_at) where frozen_by is null;
create index cart_merged_into on cart (merged_into) where merged_into is not null;

create table cart_line (
  id                     uuid primary key,
  cart_id                uuid        not null references cart on delete cascade,
  offer_id               uuid        not null,
  quantity               integer     not null check (quantity between 1 and 999),
  -- Minor units of the region's currency, when the line was added.
  unit_amount_when_added bigint      not null check (unit_amount_when_added between 0 and 10000000000),
  -- The offer as catalog last described it: shown, with a warning, while catalog is away.
  last_seen              jsonb       not null,
  added_at               timestamptz not null,
  unique (cart_id, offer_id)
);

-- Where a buyer chose another shipping method than the first one.
create table cart_shipping_choice (
  cart_id     uuid not null references cart on delete cascade,
  vendor_id   uuid not null,
  method_code text not null,
  primary key (cart_id, vendor_id)
);

-- A checkout freezes once: freezing uses its ticket up, and so does letting go. A freeze that arrives after its checkout has ended finds
-- none, or the cart would stay frozen for ever.
create table freeze_ticket (
  checkout_id uuid primary key,
  used_at     timestamptz not null
);

create index freeze_ticket_used_at on freeze_ticket (used_at);

-- Names, handles and states of vendors, fed by events of the vendors subgraph. Products and offers do not reference it: events may be late.
create table vendor_copy (
  id        uuid   primary key,
  handle    text   not null,
  name      text   not null,
  status    text   not null check (status in ('PENDING', 'ACTIVE', 'REJECTED', 'SUSPENDED')),
  -- The vendor's version the copy was made of; 0 stands for what an import knew before the first event.
  sequence  bigint not null
);

create table category (
  id           uuid        primary key,
  parent_id    uuid        constraint category_parent_fkey references category,
  -- The ids from the root down to the category itself.
  path         uuid[]      not null,
  slug         text        not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  -- The slugs along `path`, joined by slashes.
  slug_path    text        not null constraint category_slug_path_key unique,
  name         text        not null check (length(name) between 1 and 200),
  description  text        not null default '' check (length(description) <= 5000),
  sort_order   integer     not null default 0,
  is_active    boolean     not null default true,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint category_slug_key unique nulls not distinct (parent_id, slug),
  constraint category_path_check check (
    cardinality(path) between 1 and 8
    and path[cardinality(path)] = id
    and path[cardinality(path) - 1] is not distinct from parent_id
  )
);

create index category_path on category using gin (path);
create index category_children on category (parent_id, sort_order, id);

create table product (
  id                   uuid        primary key,
  -- Who listed it; null for the marketplace itself. Other vendors may offer it too.
  vendor_id            uuid,
  title                text        not null check (length(title) between 1 and 300),
  slug                 text        not null,
  description          text        not null default '' check (length(description) <= 50000),
  status               text        not null check (status in ('DRAFT', 'PENDING', 'ACTIVE', 'REJECTED', 'ARCHIVED')),
  rejection_reason     text        constraint product_rejection_check check ((status = 'REJECTED') >= (rejection_reason is not null)),
  is_digital           boolean     not null default false,
  tax_category         text        not null default 'standard',
  -- [{ name, values }] in order; a variant's option_values follow that order.
  options              jsonb       not null default '[]' check (jsonb_typeof(options) = 'array'),
  -- [{ name, value }] in order.
  attributes           jsonb       not null default '[]' check (jsonb_typeof(attributes) = 'array'),
  tags                 text[]      not null default '{}',
  primary_category_id  uuid,
  version              integer     not null default 1,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  -- When it first became active.
  published_at         timestamptz,
  constraint product_published_check check (status <> 'ACTIVE' or published_at is not null)
);

create index product_vendor on product (vendor_id, id desc);
create index product_status on product (status, id desc) where status in ('PENDING', 'REJECTED', 'DRAFT');

-- Every slug a product ever had, the present one too: none is given to another product, and old links keep working.
create table product_slug (
  slug        text        primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 150),
  product_id  uuid        not null references product on delete cascade,
  created_at  timestamptz not null default now(),
  constraint product_slug_owner_key unique (product_id, slug)
);

alter table product add constraint product_slug_fkey
  foreign key (id, slug) references product_slug (product_id, slug) deferrable initially deferred;

create table product_category (
  product_id   uuid not null references product on delete cascade,
  category_id  uuid not null constraint product_category_category_fkey references category,
  primary key (product_id, category_id)
);

create index product_category_category on product_category (category_id, product_id);

alter table product add constraint product_primary_category_fkey
  foreign key (id, primary_category_id) references product_category (product_id, category_id) deferrable initially deferred;

create table variant (
  id             uuid        primary key,
  product_id     uuid        not null references product on delete cascade,
  -- The option values joined (`Blue / L`); empty for a product without options.
  title          text        not null,
  option_values  text[]      not null default '{}',
  barcode        text        check (length(barcode) between 1 and 64),
  weight_grams   integer     check (weight_grams >= 0),
  position       integer     not null default 0,
  -- Removed from the product; kept because offers and orders speak of it.
  is_archived    boolean     not null default false,
  created_at     timestamptz not null default now(),
  constraint variant_product_key unique (product_id, id)
);

create unique index variant_option_values_key on variant (product_id, option_values) where not is_archived;

create table product_media (
  id          uuid    primary key,
  product_id  uuid    not null references product on delete cascade,
  variant_id  uuid,
  url         text    not null check (length(url) between 1 and 2000),
  alt         text    not null default '' check (length(alt) <= 500),
  position    integer not null,
  constraint product_media_position_key unique (product_id, position) deferrable initially deferred,
  constraint product_media_variant_fkey foreign key (product_id, variant_id) references variant (product_id, id)
);

create table warehouse (
  id          uuid        primary key,
  vendor_id   uuid        not null,
  name        text        not null check (length(name) between 1 and 200),
  country     text        not null check (country ~ '^[A-Z]{2}$'),
  -- Reservations draw from the lowest first.
  priority    integer     not null default 0,
  created_at  timestamptz not null default now(),
  constraint warehouse_name_key unique (vendor_id, name),
  constraint warehouse_vendor_key unique (vendor_id, id)
);

-- What a vendor sells: vendor × variant.
create table offer (
  id              uuid        primary key,
  vendor_id       uuid        not null,
  product_id      uuid        not null,
  variant_id      uuid        not null,
  sku             text        not null check (length(sku) between 1 and 64),
  condition       text        not null default 'NEW' check (condition in ('NEW', 'REFURBISHED', 'USED')),
  lead_time_days  integer     not null default 0 check (lead_time_days between 0 and 365),
  min_quantity    integer     not null default 1 check (min_quantity >= 1),
  max_quantity    integer,
  status          text        not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'ARCHIVED')),
  -- False for what never runs out, such as downloads.
  tracks_stock    boolean     not null default true,
  version         integer     not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint offer_quantity_check check (max_quantity >= min_quantity),
  constraint offer_vendor_key unique (vendor_id, id),
  constraint offer_variant_fkey foreign key (product_id, variant_id) references variant (product_id, id)
);

create unique index offer_sku_key on offer (vendor_id, sku) where status <> 'ARCHIVED';
create unique index offer_variant_key on offer (variant_id, vendor_id, condition) where status <> 'ARCHIVED';
create index offer_product on offer (product_id, id);
create index offer_vendor_products on offer (vendor_id, product_id desc);

create table offer_price (
  offer_id           uuid   not null references offer on delete cascade,
  currency           text   not null check (currency ~ '^[A-Z]{3}$'),
  -- Minor units, as all amounts.
  amount             bigint not null check (amount between 0 and 9007199254740991),
  compare_at_amount  bigint,
  primary key (offer_id, currency),
  constraint offer_price_compare_at_check check (compare_at_amount > amount and compare_at_amount <= 9007199254740991)
);

-- Units per offer and warehouse. Always on_hand = available + reserved + allocated, and none of them negative.
create table stock_level (
  offer_id      uuid    not null,
  warehouse_id  uuid    not null,
  vendor_id     uuid    not null,
  on_hand       integer not null default 0 constraint stock_level_on_hand_check check (on_hand >= 0),
  -- Held for checkouts under way.
  reserved      integer not null default 0 constraint stock_level_reserved_check check (reserved >= 0),
  -- Sold and not yet shipped.
  allocated     integer not null default 0 constraint stock_level_allocated_check check (allocated >= 0),
  available     integer generated always as (on_hand - reserved - allocated) stored
                constraint stock_level_available_check check (on_hand - reserved - allocated >= 0),
  primary key (offer_id, warehouse_id),
  -- Stock lies in warehouses of the offer's own vendor.
  constraint stock_level_offer_fkey foreign key (vendor_id, offer_id) references offer (vendor_id, id),
  constraint stock_level_warehouse_fkey foreign key (vendor_id, warehouse_id) references warehouse (vendor_id, id)
) with (fillfactor = 70);

-- Every change of a level, forever: the sums of the changes are the level.
create table stock_movement (
  id                bigint      generated always as identity primary key,
  offer_id          uuid        not null,
  warehouse_id      uuid        not null,
  kind              text        not null check (kind in ('ADJUSTED', 'RESERVED', 'EXPIRED', 'ALLOCATED', 'RELEASED', 'CANCELLED', 'SHIPPED')),
  on_hand_change    integer     not null,
  reserved_change   integer     not null,
  allocated_change  integer     not null,
  reservation_id    uuid,
  -- Why a person changed it, and who did.
  reason            text,
  actor_id          uuid,
  occurred_at       timestamptz not null default now(),
  constraint stock_movement_level_fkey foreign key (offer_id, warehouse_id) references stock_level,
  constraint stock_movement_change_check check ((on_hand_change, reserved_change, allocated_change) <> (0, 0, 0)),
  constraint stock_movement_reason_check check ((kind = 'ADJUSTED') = (reason is not null))
);

create index stock_movement_level on stock_movement (offer_id, warehouse_id, id);

create table reservation (
  id          uuid        primary key,
  -- REFUSED and RELEASED ids are remembered: repeats get the same answer, and a late request cannot take stock.
  state       text        not null check (state in ('RESERVED', 'EXPIRED', 'ALLOCATED', 'RELEASED', 'REFUSED')),
  -- By the clock of this database.
  expires_at  timestamptz not null default now(),
  -- [{ offerId, available }] of a refused one.
  shortages   jsonb       constraint reservation_shortages_check check ((state = 'REFUSED') = (shortages is not null)),
  created_at  timestamptz not null default now()
);

create index reservation_due on reservation (expires_at) where state = 'RESERVED';
create index reservation_ended on reservation (created_at) where state in ('EXPIRED', 'RELEASED', 'REFUSED');

create table reservation_line (
  reservation_id  uuid    not null references reservation on delete cascade,
  offer_id        uuid    not null references offer,
  quantity        integer not null check (quantity > 0),
  cancelled       integer not null default 0 check (cancelled >= 0),
  shipped         integer not null default 0 check (shipped >= 0),
  primary key (reservation_id, offer_id),
  constraint reservation_line_outstanding_check check (cancelled + shipped <= quantity)
);

-- The units a reservation holds now, reserved or allocated according to its state.
create table reservation_draw (
  reservation_id  uuid    not null references reservation on delete cascade,
  offer_id        uuid    not null,
  warehouse_id    uuid    not null,
  quantity        integer not null constraint reservation_draw_quantity_check check (quantity >= 0),
  primary key (reservation_id, offer_id, warehouse_id),
  foreign key (offer_id, warehouse_id) references stock_level
);

-- How products are searched: accents do not matter, words match by their stem.
create text search configuration product_text (copy = english);
alter text search configuration product_text
  alter mapping for hword, hword_part, word, asciiword, asciihword, hword_asciipart with unaccent, english_stem;

-- What searching needs to know of each active product, derived from the tables above; see storage/product-index.ts.
create table product_search (
  product_id    uuid        primary key references product on delete cascade,
  -- Title (A), tags (B), description (D).
  document      tsvector    not null,
  title_key     text        collate "C" not null,
  -- Its categories and all their ancestors.
  category_ids  uuid[]      not null,
  -- Vendors with an offer that can be bought.
  vendor_ids    uuid[]      not null,
  tags          text[]      not null,
  in_stock      boolean     not null,
  is_digital    boolean     not null,
  published_at  timestamptz not null
);

create index product_search_document on product_search using gin (document);
create index product_search_categories on product_search using gin (category_ids);
create index product_search_vendors on product_search using gin (vendor_ids);
create index product_search_tags on product_search using gin (tags);
create index product_search_newest on product_search (published_at desc, product_id desc);
create index product_search_title on product_search (title_key, product_id);

-- The price range of each product per currency, derived as well.
create table product_price (
  product_id  uuid   not null references product on delete cascade,
  currency    text   not null,
  -- The best offer's price.
  min_amount  bigint not null,
  max_amount  bigint not null,
  primary key (product_id, currency),
  constraint product_price_range_check check (0 <= min_amount and min_amount <= max_amount)
);

create index product_price_order on product_price (currency, min_amount, product_id);

-- Words of titles and tags: what a mistyped word may have meant.
create table search_word (
  word  text collate "C" primary key
);

create index search_word_trigrams on search_word using gin (word gin_trgm_ops);

-- Products whose derived rows are out of date because stock ran out or came back, or a vendor's status changed. Append only, so that nobody waits.
create table product_index_request (
  id          bigint generated always as identity primary key,
  product_id  uuid   not null
);

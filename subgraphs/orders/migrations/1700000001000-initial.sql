-- Amounts are bigint minor units of the row's currency. Ids are UUIDv7, made by the application.

create sequence order_number start 100001;

-- The saga of one checkout. Its order and its stock reservation carry the same UUID.
create table checkout (
  id               uuid        primary key,
  -- Whose idempotency key: the user's id, or a guest's signed cart id.
  caller           text        not null,
  idempotency_key  text        not null check (length(idempotency_key) between 1 and 255),
  input_hash       bytea       not null,
  input            jsonb       not null,
  buyer_id         uuid,
  -- Given at once, so that every step can name the order; numbers of failed checkouts stay unused.
  order_number     text        not null unique default 'BZ-' || nextval('order_number'),
  state            text        not null check (state in ('STARTED', 'CART_FROZEN', 'STOCK_RESERVED', 'ORDER_CREATED', 'AWAITING_PAYMENT',
                                                         'AUTHORIZED', 'ALLOCATED', 'CONFIRMED', 'COMPENSATING', 'FAILED', 'EXPIRED', 'CANCELLED')),
  -- Copied from the cart; forgotten once the order stands.
  quote            jsonb,
  -- The vendors' parts as events carry them, frozen at placement.
  parts            jsonb,
  -- Why it ended, or is about to end, without an order.
  failure          jsonb,
  -- The terminal state that the compensation leads to.
  ends_as          text        check (ends_as in ('FAILED', 'EXPIRED', 'CANCELLED')),
  order_placed     boolean     not null default false,
  cancel_requested boolean     not null default false,
  expires_at       timestamptz not null,
  -- When the sweep looks at it next, by this server's clock; null when nothing is left to do.
  next_at          timestamptz,
  -- Whoever advances it holds a lease, by this server's clock.
  leased_until     timestamptz,
  attempts         integer     not null default 0,
  version          integer     not null default 1,
  created_at       timestamptz not null default now(),
  constraint checkout_key unique (caller, idempotency_key),
  check ((state in ('COMPENSATING', 'FAILED', 'EXPIRED', 'CANCELLED')) = (failure is not null)),
  check (state <> 'COMPENSATING' or ends_as is not null)
);
create index checkout_due on checkout (next_at) where next_at is not null;

-- What a buyer placed: the group of its vendors' orders.
create table order_ (
  id               uuid        primary key,
  number           text        not null unique,
  buyer_id         uuid,
  email            text,
  currency         text        not null check (length(currency) = 3),
  tax_inclusive    boolean     not null,
  -- Derived from the vendors' orders, stored to filter by.
  status           text        not null check (status in ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'RETURNED')),
  payment_status   text        not null check (payment_status in ('PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED')),
  subtotal_amount  bigint      not null check (subtotal_amount >= 0),
  discount_amount  bigint      not null check (discount_amount between 0 and subtotal_amount),
  shipping_amount  bigint      not null check (shipping_amount >= 0),
  tax_amount       bigint      not null check (tax_amount >= 0),
  total_amount     bigint      not null check (total_amount >= 0),
  refunded_amount  bigint      not null default 0 check (refunded_amount between 0 and total_amount),
  shipping_address jsonb,
  billing_address  jsonb       not null,
  placed_at        timestamptz not null,
  confirmed_at     timestamptz,
  -- Rises with every change of the group, its parts, shipments and payments.
  version          integer     not null default 1,
  updated_at       timestamptz not null default now(),
  constraint order_total check (total_amount = subtotal_amount - discount_amount + shipping_amount + case when tax_inclusive then 0 else tax_amount end)
);
create index order_by_buyer on order_ (buyer_id, id desc) where buyer_id is not null;
create index order_recently_changed on order_ (updated_at);

create table vendor_order (
  id                  uuid    primary key,
  order_id            uuid    not null references order_ (id),
  vendor_id           uuid    not null,
  vendor_name         text    not null,
  number              text    not null unique,
  position            integer not null check (position > 0),
  status              text    not null check (status in ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'RETURNED')),
  payment_status      text    not null check (payment_status in ('PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED')),
  -- Nothing of it is shipped.
  digital             boolean not null,
  currency            text    not null check (length(currency) = 3),
  tax_inclusive       boolean not null,
  shipping_method_code text   not null,
  shipping_method_name text   not null,
  subtotal_amount     bigint  not null check (subtotal_amount >= 0),
  discount_amount     bigint  not null check (discount_amount between 0 and subtotal_amount),
  shipping_amount     bigint  not null check (shipping_amount >= 0),
  shipping_tax_amount bigint  not null check (shipping_tax_amount between 0 and tax_amount),
  tax_amount          bigint  not null,
  total_amount        bigint  not null check (total_amount >= 0),
  -- What the commission is taken from: goods after discounts the vendor funds, without tax and shipping.
  goods_amount        bigint  not null check (goods_amount >= 0),
  commission_amount   bigint  not null check (commission_amount between 0 and goods_amount),
  refunded_amount     bigint  not null default 0,
  confirmed_at        timestamptz,
  version             integer not null default 1,
  updated_at          timestamptz not null default now(),
  unique (order_id, vendor_id),
  unique (order_id, position),
  constraint vendor_order_total check (total_amount = subtotal_amount - discount_amount + shipping_amount + case when tax_inclusive then 0 else tax_amount end),
  constraint vendor_order_refunds check (refunded_amount between 0 and total_amount)
);
-- A vendor sees orders from their confirmation on.
create index vendor_order_by_vendor on vendor_order (vendor_id, id desc) where confirmed_at is not null;

create table order_line (
  id                            uuid    primary key,
  vendor_order_id               uuid    not null references vendor_order (id),
  position                      integer not null check (position > 0),
  offer_id                      uuid    not null,
  product_id                    uuid    not null,
  variant_id                    uuid    not null,
  title                         text    not null,
  variant_title                 text    not null,
  sku                           text    not null,
  image_url                     text,
  digital                       boolean not null,
  currency                      text    not null check (length(currency) = 3),
  quantity                      integer not null check (quantity > 0),
  unit_amount                   bigint  not null check (unit_amount >= 0),
  subtotal_amount               bigint  not null,
  discount_amount               bigint  not null check (discount_amount between 0 and subtotal_amount),
  vendor_funded_discount_amount bigint  not null check (vendor_funded_discount_amount between 0 and discount_amount),
  tax_rate_ppm                  integer not null check (tax_rate_ppm >= 0),
  tax_amount                    bigint  not null check (tax_amount >= 0),
  total_amount                  bigint  not null check (total_amount >= 0),
  goods_amount                  bigint  not null check (goods_amount >= 0),
  commission_rule_id            uuid,
  commission_rate_ppm           integer not null check (commission_rate_ppm >= 0),
  commission_amount             bigint  not null check (commission_amount between 0 and goods_amount),
  shipped_quantity              integer not null default 0,
  unique (vendor_order_id, position),
  constraint order_line_subtotal check (subtotal_amount = unit_amount * quantity),
  constraint order_line_shipped check (shipped_quantity between 0 and quantity),
  constraint order_line_digital_never_ships check (not digital or shipped_quantity = 0)
);

-- Parts sum to their whole, to the minor unit. Checked at commit, so that a whole order may be written in any order.
create function check_order_sums() returns trigger language plpgsql as $$
declare
  checked uuid;
begin
  if tg_table_name = 'order_' then
    checked := new.id;
  elsif tg_table_name = 'vendor_order' then
    checked := new.order_id;
  else
    select order_id into checked from vendor_order where id = new.vendor_order_id;
  end if;
  if exists (
    select from order_ o
      left join lateral (
        select sum(v.subtotal_amount) as subtotal, sum(v.discount_amount) as discount, sum(v.shipping_amount) as shipping,
               sum(v.tax_amount) as tax, sum(v.total_amount) as total, sum(v.refunded_amount) as refunded
          from vendor_order v where v.order_id = o.id) v on true
     where o.id = checked
       and (o.subtotal_amount, o.discount_amount, o.shipping_amount, o.tax_amount, o.total_amount, o.refunded_amount)
           is distinct from (v.subtotal, v.discount, v.shipping, v.tax, v.total, v.refunded)
  ) then
    raise exception 'the vendors'' parts of order % do not sum to it', checked using errcode = 'check_violation', constraint = 'order_sums';
  end if;
  if exists (
    select from vendor_order v
      left join lateral (
        select sum(l.subtotal_amount) as subtotal, sum(l.discount_amount) as discount, sum(l.tax_amount) as tax,
               sum(l.goods_amount) as goods, sum(l.commission_amount) as commission
          from order_line l where l.vendor_order_id = v.id) l on true
     where v.order_id = checked
       and (v.subtotal_amount, v.discount_amount, v.tax_amount - v.shipping_tax_amount, v.goods_amount, v.commission_amount)
           is distinct from (l.subtotal, l.discount, l.tax, l.goods, l.commission)
  ) then
    raise exception 'the lines of order % do not sum to their vendor''s part', checked using errcode = 'check_violation', constraint = 'order_sums';
  end if;
  return null;
end $$;

create constraint trigger order_sums_insert after insert on order_
  deferrable initially deferred for each row execute function check_order_sums();
create constraint trigger order_sums_update after update on order_
  deferrable initially deferred for each row
  when (old.subtotal_amount <> new.subtotal_amount or old.discount_amount <> new.discount_amount or old.shipping_amount <> new.shipping_amount or old.tax_amount <> new.tax_amount or old.total_amount <> new.total_amount or old.refunded_amount <> new.refunded_amount)
  execute function check_order_sums();
create constraint trigger vendor_order_sums_insert after insert on vendor_order
  deferrable initially deferred for each row execute function check_order_sums();
create constraint trigger vendor_order_sums_update after update on vendor_order
  deferrable initially deferred for each row
  when (old.subtotal_amount <> new.subtotal_amount or old.discount_amount <> new.discount_amount or old.shipping_amount <> new.shipping_amount or old.tax_amount <> new.tax_amount or old.total_amount <> new.total_amount or old.goods_amount <> new.goods_amount or old.commission_amount <> new.commission_amount or old.refunded_amount <> new.refunded_amount)
  execute function check_order_sums();
create constraint trigger order_line_sums_insert after insert on order_line
  deferrable initially deferred for each row execute function check_order_sums();
create constraint trigger order_line_sums_update after update on order_line
  deferrable initially deferred for each row
  when (old.subtotal_amount <> new.subtotal_amount or old.discount_amount <> new.discount_amount or old.tax_amount <> new.tax_amount or old.goods_amount <> new.goods_amount or old.commission_amount <> new.commission_amount)
  execute function check_order_sums();

create table payment (
  id                  uuid        primary key,
  order_id            uuid        not null references order_ (id),
  provider            text        not null,
  -- Unknown until the provider answered.
  provider_payment_id text,
  client_secret       text,
  status              text        not null check (status in ('PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED')),
  requires_action     boolean     not null default false,
  currency            text        not null check (length(currency) = 3),
  amount              bigint      not null check (amount > 0),
  captured_amount     bigint      not null default 0,
  -- Promised back: refunds that succeeded or are under way.
  refunded_amount     bigint      not null default 0,
  fee_amount          bigint,
  -- The method as the provider tells it: kind, brand, last four digits.
  method              jsonb,
  error_code          text,
  error_message       text,
  created_at          timestamptz not null default now(),
  captured_at         timestamptz,
  constraint payment_captures check (captured_amount between 0 and amount),
  constraint payment_refunds check (refunded_amount between 0 and captured_amount),
  constraint payment_provider_id unique (provider, provider_payment_id)
);
create index payment_by_order on payment (order_id);
-- Nothing is charged twice.
create unique index payment_succeeded_once on payment (order_id) where status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED');

create table refund (
  id                 uuid        primary key,
  order_id           uuid        not null references order_ (id),
  -- Null for a payment that arrived too late: it goes back whole, and no vendor's books ever saw it.
  vendor_order_id    uuid        references vendor_order (id),
  payment_id         uuid        not null references payment (id),
  status             text        not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  reason             text        not null,
  currency           text        not null check (length(currency) = 3),
  total_amount       bigint      not null check (total_amount > 0),
  goods_amount       bigint      not null check (goods_amount >= 0),
  shipping_amount    bigint      not null check (shipping_amount >= 0),
  tax_amount         bigint      not null check (tax_amount >= 0),
  commission_amount  bigint      not null check (commission_amount >= 0),
  provider_refund_id text        unique,
  error_message      text,
  next_at            timestamptz,
  attempts           integer     not null default 0,
  created_at         timestamptz not null default now(),
  settled_at         timestamptz,
  check ((status = 'PENDING') = (next_at is not null))
);
create index refund_by_order on refund (order_id);
create index refund_due on refund (next_at) where next_at is not null;
-- A vendor's part is cancelled, and refunded for it, once.
create unique index refund_of_cancelled_part_once on refund (vendor_order_id) where status <> 'FAILED' and reason = 'CANCELLATION';

create table shipment (
  id              uuid        primary key,
  vendor_order_id uuid        not null references vendor_order (id),
  carrier         text        not null check (length(carrier) between 1 and 100),
  tracking_number text        not null check (length(tracking_number) between 1 and 100),
  status          text        not null check (status in ('SHIPPED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'EXCEPTION', 'DELIVERED')),
  shipped_at      timestamptz not null,
  delivered_at    timestamptz,
  check ((status = 'DELIVERED') = (delivered_at is not null))
);
create index shipment_by_vendor_order on shipment (vendor_order_id);

create table shipment_line (
  shipment_id   uuid    not null references shipment (id),
  order_line_id uuid    not null references order_line (id),
  quantity      integer not null check (quantity > 0),
  primary key (shipment_id, order_line_id)
);

create table tracking_event (
  id          bigint      generated always as identity primary key,
  shipment_id uuid        not null references shipment (id),
  status      text        not null check (status in ('SHIPPED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'EXCEPTION', 'DELIVERED')),
  description text        check (length(description) <= 500),
  location    text        check (length(location) <= 200),
  occurred_at timestamptz not null
);
create index tracking_event_by_shipment on tracking_event (shipment_id, occurred_at);

-- Every transition of an order and its parts. Rows are never changed.
create table status_change (
  id              bigint      generated always as identity primary key,
  order_id        uuid        not null references order_ (id),
  vendor_order_id uuid        references vendor_order (id),
  machine         text        not null check (machine in ('FULFILMENT', 'PAYMENT')),
  from_status     text,
  to_status       text        not null,
  actor           text        not null check (actor in ('BUYER', 'VENDOR', 'STAFF', 'PROVIDER', 'SYSTEM')),
  actor_id        uuid,
  note            text        check (length(note) <= 1000),
  at              timestamptz not null
);
create index status_change_by_order on status_change (order_id, id);

-- Notifications of a payment provider, each applied once. Their content is not kept: applying re-reads the payment.
create table webhook_event (
  provider            text        not null,
  id                  text        not null,
  type                text        not null,
  provider_payment_id text        not null,
  received_at         timestamptz not null default now(),
  applied_at          timestamptz,
  next_at             timestamptz,
  attempts            integer     not null default 0,
  primary key (provider, id),
  check ((applied_at is null) = (next_at is not null))
);
create index webhook_event_due on webhook_event (next_at) where next_at is not null;

-- A little shop for the tests of this package: two statements, a generated column, every column helper.
create table item (
  id uuid primary key,
  owner_id uuid,
  name text not null,
  price_amount bigint not null check (price_amount >= 0),
  quantity integer not null default 0,
  tags text[] not null default '{}',
  related_ids uuid[] not null default '{}',
  details jsonb not null default '{}',
  sold boolean not null default false,
  released_on date,
  made_at timestamptz not null default now(),
  name_length integer generated always as (length(name)) stored,
  constraint item_name_key unique (name)
);

create table item_part (
  id bigint generated always as identity primary key,
  item_id uuid not null constraint item_part_item_fkey references item (id)
);

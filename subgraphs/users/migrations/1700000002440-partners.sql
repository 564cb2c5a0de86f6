-- Partners: programs of others, which come with a key and run the documents that they published.
create table partner (
  id                  uuid primary key,
  -- What operators and bills call it.
  handle              text        not null check (handle ~ '^[a-z0-9](?:[a-z0-9-]{1,48}[a-z0-9])$'),
  name                text        not null check (length(btrim(name)) > 0 and length(name) <= 100),
  -- The part of the API that it may use: schema/<contract>.graphql.
  contract            text        not null check (contract ~ '^[a-z][a-z0-9-]{0,49}$'),
  scopes              text[]      not null check (scopes <@ array['catalog:read', 'vendors:read', 'orders:read']),
  requests_per_minute integer     not null check (requests_per_minute between 1 and 1000000),
  created_at          timestamptz not null,
  suspended_at        timestamptz
);

create unique index partner_handle_unique on partner (handle);

create table partner_key (
  id           uuid primary key,
  partner_id   uuid        not null references partner on delete cascade,
  -- SHA-256 of the key: what is stored cannot be used. The key is 256 random bits, so a fast hash is enough.
  hash         bytea       not null check (length(hash) = 32),
  -- The key's first characters, by which people tell keys apart.
  prefix       text        not null check (prefix ~ '^bzp_[0-9a-f]{6}$'),
  created_at   timestamptz not null,
  -- Null: good until it is revoked.
  expires_at   timestamptz check (expires_at >= created_at),
  revoked_at   timestamptz check (revoked_at >= created_at),
  -- Within a minute.
  last_used_at timestamptz check (last_used_at >= created_at)
);

create unique index partner_key_hash_unique on partner_key (hash);
create index partner_key_partner on partner_key (partner_id, id);

-- At most 10 keys of a partner are good at a time. Whoever adds one holds its partner's row.
create function partner_key_within_limit() returns trigger language plpgsql as $$
begin
  if (select count(*) from partner_key
       where partner_id = new.partner_id and revoked_at is null and (expires_at is null or expires_at > new.created_at)) >= 10 then
    raise exception 'partner % has 10 keys that are good', new.partner_id
      using errcode = 'check_violation', constraint = 'partner_key_limit', table = 'partner_key';
  end if;
  return new;
end $$;

create trigger partner_key_limit before insert on partner_key
  for each row execute function partner_key_within_limit();

create table partner_document (
  partner_id     uuid        not null references partner on delete cascade,
  hash           bytea       not null,
  operation_name text        not null check (operation_name ~ '^[_A-Za-z][_0-9A-Za-z]*$'),
  text           text        not null check (length(text) between 1 and 100000),
  -- By the gateway's reckoning when it was published.
  cost           integer     not null check (cost >= 0),
  published_at   timestamptz not null,
  retired_at     timestamptz check (retired_at >= published_at),
  primary key (partner_id, hash),
  constraint partner_document_hash_is_of_text check (hash = sha256(convert_to(text, 'UTF8')))
);

create index partner_document_by_age on partner_document (partner_id, published_at, hash);

-- Histograms are lists of counts, one per class, that are added class by class.
create function add_counts(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe as $$
  select array_agg(coalesce(a, 0) + coalesce(b, 0) order by place) from unnest(one, other) with ordinality as c (a, b, place)
$$;

create aggregate sum_counts(bigint[]) (sfunc = add_counts, stype = bigint[], initcond = '{}');

create function total_count(counts bigint[]) returns numeric language sql immutable parallel safe as $$
  select coalesce(sum(c), 0) from unnest(counts) as c
$$;

-- How a document was used on one day, in UTC.
create table partner_document_usage (
  partner_id        uuid        not null,
  hash              bytea       not null,
  day               date        not null,
  calls             bigint      not null check (calls > 0),
  errors            bigint      not null check (errors between 0 and calls),
  total_latency_ms  bigint      not null check (total_latency_ms >= 0),
  -- Calls per class of latency, as packages/runtime/src/latency-histogram.ts has them.
  latency_histogram bigint[]    not null check (cardinality(latency_histogram) = 26 and 0 <= all (latency_histogram)),
  last_used_at      timestamptz not null,
  primary key (partner_id, hash, day),
  foreign key (partner_id, hash) references partner_document on delete cascade,
  constraint partner_document_usage_adds_up check (total_count(latency_histogram) = calls)
);

create index partner_document_usage_day on partner_document_usage (day);

create table user_account (
  id              uuid primary key,
  -- As the user wrote it; uniqueness ignores case.
  email           text        not null check (length(email) between 3 and 254),
  password_hash   text        not null,
  first_name      text        not null check (length(first_name) <= 100),
  last_name       text        not null check (length(last_name) <= 100),
  locale          text        not null,
  roles           text[]      not null check (roles <@ array['CUSTOMER', 'VENDOR', 'SUPPORT', 'ADMIN', 'SUPERADMIN', 'PARTNER']),
  status          text        not null check (status in ('ACTIVE', 'SUSPENDED')),
  version         integer     not null check (version > 0),
  created_at      timestamptz not null,
  last_sign_in_at timestamptz
);

create unique index user_account_email_unique on user_account (lower(email));

-- One sign-in on one device: the family of its refresh tokens.
create table session (
  id           uuid primary key,
  user_id      uuid        not null references user_account on delete cascade,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  end_reason   text check (end_reason in ('SIGNED_OUT', 'SIGNED_OUT_EVERYWHERE', 'PASSWORD_CHANGED', 'TOKEN_REUSED', 'ROLES_CHANGED', 'SUSPENDED')),
  check ((ended_at is null) = (end_reason is null))
);

create index session_open_by_user on session (user_id, id) where ended_at is null;
create index session_expires_at on session (expires_at);

create table refresh_token (
  -- SHA-256 of the token: what is stored cannot be used.
  hash       bytea primary key check (length(hash) = 32),
  session_id uuid        not null references session on delete cascade,
  issued_at  timestamptz not null,
  used_at    timestamptz
);

-- A family has at most one token that is still good.
create unique index refresh_token_one_unused on refresh_token (session_id) where used_at is null;
create index refresh_token_session on refresh_token (session_id);

create table address (
  id                  uuid primary key,
  user_id             uuid        not null references user_account on delete cascade,
  recipient           text        not null check (length(recipient) between 1 and 200),
  company             text,
  line1               text        not null check (length(line1) between 1 and 200),
  line2               text,
  city                text        not null check (length(city) between 1 and 100),
  region              text,
  postal_code         text,
  country             char(2)     not null,
  phone               text,
  is_default_shipping boolean     not null,
  is_default_billing  boolean     not null,
  created_at          timestamptz not null
);

create index address_user on address (user_id, id);
create unique index address_one_default_shipping on address (user_id) where is_default_shipping;
create unique index address_one_default_billing on address (user_id) where is_default_billing;

-- Memberships as vendors announced them, copied into access tokens. Removed ones stay, so that an older event cannot bring them back.
create table vendor_membership (
  user_id   uuid    not null,
  vendor_id uuid    not null,
  role      text    check (role in ('OWNER', 'MANAGER', 'FULFILMENT', 'FINANCE')),
  sequence  integer not null,
  primary key (user_id, vendor_id)
);

create table signing_key (
  -- RFC 7638 thumbprint.
  kid         text primary key,
  -- AES-256-GCM under SIGNING_KEY_SECRET: nonce, tag and ciphertext of the private JWK.
  private_key bytea       not null,
  state       text        not null check (state in ('NEXT', 'CURRENT', 'PREVIOUS')),
  since       timestamptz not null
);

create unique index signing_key_one_next_and_current on signing_key (state) where state <> 'PREVIOUS';

-- Security events, appended only.
create table audit_event (
  id          uuid primary key,
  occurred_at timestamptz not null,
  -- Who did it, where that is known.
  actor_id    uuid,
  action      text        not null,
  resource    text        not null,
  detail      jsonb       not null default '{}'
);

create index audit_event_resource on audit_event (resource, id);

create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is append-only';
end $$;

create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function audit_event_is_append_only();

-- Rebuilds of vendor_copy from vendors' export, page by page. One is under way at a time; finished ones stay as a record.
create table vendor_rebuild (
  id            uuid        primary key,
  requested_at  timestamptz not null default now(),
  -- The last vendor of the pages that are done; null before the first.
  after         uuid,
  -- Vendors that the owner told of, copies that were put right or made, and copies of what the owner does not know.
  read          integer     not null default 0,
  changed       integer     not null default 0,
  removed       integer     not null default 0,
  -- Whoever works on a page has a lease, by this server's clock; when a process last had one.
  leased_until  timestamptz,
  touched_at    timestamptz not null default now(),
  -- Why the last try brought nothing; null after one that did.
  problem       text,
  finished_at   timestamptz
);

create unique index vendor_rebuild_under_way on vendor_rebuild ((true)) where finished_at is null;

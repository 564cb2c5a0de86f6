-- What this subgraph announces, what it still has to deliver, and what it has applied of others' facts.

-- Facts, as announced. Written once, never changed; kept for replays until the clean-up.
create table outbox_event (
  -- UUIDv7 without its prefix evt_: the clean-up finds old facts by it.
  id            uuid         not null,
  type          text         not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  version       integer      not null check (version >= 1),
  aggregate_id  text         not null check (aggregate_id <> ''),
  -- The aggregate's version, read under its row lock: facts of one aggregate are ordered by (sequence, id).
  sequence      bigint       not null check (sequence between 0 and 9007199254740991),
  occurred_at   timestamptz  not null,
  -- W3C trace context of the announcing request.
  traceparent   text,
  data          jsonb        not null,
  constraint outbox_event_pk primary key (id),
  -- One version of an aggregate states each fact once: a second one means that the version was not raised.
  constraint outbox_event_once_per_version unique (aggregate_id, sequence, type)
);

-- Deliveries still to make, one row per fact and listener. A delivered row is deleted, so that the table stays as small as the work.
-- The rows of one listener and aggregate are a lane; the lowest (sequence, event_id) that is not skipped is the lane's head. Only heads are delivered.
create table outbox_delivery (
  event_id      uuid         not null references outbox_event (id),
  listener      text         not null,
  -- Copied from the event, for the index of lanes.
  aggregate_id  text         not null,
  sequence      bigint       not null,
  -- ready: a head, or not looked at yet. waiting: found behind its head, made ready when that is settled.
  -- dead: failed too often, blocks its lane until replayed or skipped. skipped: given up by a person.
  state         text         not null default 'ready' check (state in ('ready', 'waiting', 'dead', 'skipped')),
  -- True on the head of every lane that has waiting rows: who settles it must make the next one ready.
  has_waiting   boolean      not null default false,
  -- Deliveries begun. One that ended with its process counts too.
  attempts      integer      not null default 0 check (attempts >= 0),
  announced_at  timestamptz  not null default clock_timestamp(),
  next_at       timestamptz  not null default clock_timestamp(),
  leased_by     uuid,
  lease_until   timestamptz,
  last_error    text,
  died_at       timestamptz,
  skipped_at    timestamptz,
  skipped_by    text,
  skip_note     text,
  constraint outbox_delivery_pk primary key (event_id, listener),
  constraint outbox_delivery_lease check ((leased_by is null) = (lease_until is null)),
  constraint outbox_delivery_dead check (state <> 'dead' or (died_at is not null and leased_by is null)),
  constraint outbox_delivery_skipped check (num_nonnulls(skipped_at, skipped_by, skip_note) = case when state = 'skipped' then 3 else 0 end)
) with (
  -- Claiming and renewing change no indexed column: with room on the page they touch no index.
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 5000,
  -- Truncation would lock the table against everyone, over and over.
  vacuum_truncate = false
);

create index outbox_delivery_ready on outbox_delivery (listener, next_at, event_id) where state = 'ready';
create index outbox_delivery_lane on outbox_delivery (listener, aggregate_id, sequence, event_id) where state <> 'skipped';
create index outbox_delivery_dead on outbox_delivery (died_at, event_id) where state = 'dead';

-- Facts of others that took effect here, recorded in the transaction of their effect.
create table inbox_event (
  event_id    uuid         not null,
  listener    text         not null,
  applied_at  timestamptz  not null default now(),
  constraint inbox_event_pk primary key (event_id, listener)
);

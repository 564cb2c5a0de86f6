-- The effect of a listener in tests: what it heard, in the order in which it committed. Nothing here forbids hearing a fact twice.
create table heard (
  position      bigint generated always as identity primary key,
  event_id      text    not null,
  aggregate_id  text    not null,
  sequence      bigint  not null
);

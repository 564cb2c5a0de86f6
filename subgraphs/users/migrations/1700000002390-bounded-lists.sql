-- Lists that are read whole are bounded, whoever fills them. Whoever adds to one holds its user's row.

-- At most 50 sessions of a user are open at a time: signing in ends the least used one first.
create function session_within_limit() returns trigger language plpgsql as $$
begin
  if (select count(*) from session where user_id = new.user_id and ended_at is null and expires_at > new.created_at) >= 50 then
    raise exception 'user % has 50 open sessions', new.user_id
      using errcode = 'check_violation', constraint = 'session_limit', table = 'session';
  end if;
  return new;
end $$;

create trigger session_limit before insert on session
  for each row when (new.ended_at is null) execute function session_within_limit();

-- An address book has at most 50 entries.
create function address_within_limit() returns trigger language plpgsql as $$
begin
  if (select count(*) from address where user_id = new.user_id) >= 50 then
    raise exception 'user % has 50 addresses', new.user_id
      using errcode = 'check_violation', constraint = 'address_limit', table = 'address';
  end if;
  return new;
end $$;

create trigger address_limit before insert on address
  for each row execute function address_within_limit();

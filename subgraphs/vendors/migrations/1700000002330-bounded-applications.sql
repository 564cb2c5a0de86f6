-- Who applied; null for vendors that were brought in.
alter table vendor add column applicant_id uuid;

-- Of several applications of one user that wait already, the latest bears the user's name.
update vendor set applicant_id = latest.actor_id
from (
  select distinct on (c.actor_id) c.actor_id, c.vendor_id
  from vendor_status_change c join vendor v on v.id = c.vendor_id
  where c.version = 1 and c.actor_id is not null and v.status = 'PENDING' order by c.actor_id, c.vendor_id desc
) latest
where vendor.id = latest.vendor_id;

-- An applicant waits for one decision at a time.
create unique index vendor_application_once on vendor (applicant_id) where status = 'PENDING';

-- A user belongs to at most 50 vendors (all stand in access tokens and are listed), a vendor has at most 100 members. Changes of a vendor's members
-- queue at its row; those of a user's memberships queue here, after it.
create function vendor_member_within_limits() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('vendor_member ' || new.user_id, 0));
  if (select count(*) from vendor_member where user_id = new.user_id) >= 50 then
    raise exception 'user % belongs to 50 vendors', new.user_id
      using errcode = 'check_violation', constraint = 'vendor_member_of_user_limit', table = 'vendor_member';
  end if;
  if (select count(*) from vendor_member where vendor_id = new.vendor_id) >= 100 then
    raise exception 'vendor % has 100 members', new.vendor_id
      using errcode = 'check_violation', constraint = 'vendor_member_of_vendor_limit', table = 'vendor_member';
  end if;
  return new;
end $$;

create trigger vendor_member_limits before insert on vendor_member
  for each row execute function vendor_member_within_limits();

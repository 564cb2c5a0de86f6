-- A recipient is a first and a last name, as everywhere else in the API: what stands before the last space, and what stands behind it.
-- A recipient of one word keeps it as the last name; the first name is then empty until its user changes the address.
alter table address add column first_name text, add column last_name text;

update address
   set first_name = case when btrim(recipient) ~ '\s' then regexp_replace(btrim(recipient), '\s+\S+$', '') else '' end,
       last_name  = regexp_replace(btrim(recipient), '^.*\s', '');

alter table address
  alter column first_name set not null,
  alter column last_name set not null,
  add check (length(first_name) <= 200),
  add check (length(last_name) between 1 and 200),
  drop column recipient;

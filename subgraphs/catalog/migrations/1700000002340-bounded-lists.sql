-- Lists that are read whole are bounded, whoever fills them. Each trigger lets one transaction at a time add to its list.

-- A vendor has at most 100 warehouses; an offer's stock lies in as many places.
create function warehouse_within_limit() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('catalog warehouse ' || new.vendor_id, 0));
  if (select count(*) from warehouse where vendor_id = new.vendor_id) >= 100 then
    raise exception 'vendor % has 100 warehouses', new.vendor_id
      using errcode = 'check_violation', constraint = 'warehouse_limit', table = 'warehouse';
  end if;
  return new;
end $$;

create trigger warehouse_limit before insert on warehouse
  for each row execute function warehouse_within_limit();

-- At most 200 categories stand below one, and at the root. The lock is the one that changes of the tree's shape take anyway.
create function category_within_limit() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('catalog category tree', 0));
  if (select count(*) from category where parent_id is not distinct from new.parent_id and id <> new.id) >= 200 then
    raise exception '200 categories stand below %', new.parent_id
      using errcode = 'check_violation', constraint = 'category_limit', table = 'category';
  end if;
  return new;
end $$;

create trigger category_limit_insert before insert on category
  for each row execute function category_within_limit();
create trigger category_limit_move before update of parent_id on category
  for each row when (old.parent_id is distinct from new.parent_id) execute function category_within_limit();

-- Products of a vendor that nobody may buy yet: any user who applies as a vendor may list them.
create index product_unpublished on product (vendor_id) where status in ('DRAFT', 'PENDING', 'REJECTED');

create function product_within_limit() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('catalog unpublished ' || new.vendor_id, 0));
  if (select count(*) from product where vendor_id = new.vendor_id and status in ('DRAFT', 'PENDING', 'REJECTED')) >= 1000 then
    raise exception 'vendor % has 1000 products that are not on the market', new.vendor_id
      using errcode = 'check_violation', constraint = 'product_unpublished_limit', table = 'product';
  end if;
  return new;
end $$;

create trigger product_unpublished_limit before insert on product
  for each row when (new.vendor_id is not null and new.status in ('DRAFT', 'PENDING', 'REJECTED'))
  execute function product_within_limit();

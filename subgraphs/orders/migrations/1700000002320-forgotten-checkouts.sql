-- Checkouts that ended before there was an order: they are deleted once no client repeats their key any more.
create index checkout_without_order on checkout (created_at) where not order_placed and state in ('FAILED', 'EXPIRED', 'CANCELLED');

-- Outcomes that are kept to be replayed hold codes of the API, of which one has changed.
update idempotency_key
   set outcome = jsonb_set(outcome, '{problems,0,code}', '"STOCK_INSUFFICIENT"')
 where outcome #>> '{problems,0,code}' = 'STOCK_TOO_LOW';

-- Why a checkout ended is kept in the words of the API, and some of these have changed: `lines` are `problems`, and each `problem` is a `code`.
with renamed (former, code) as (values
  ('CART_VERSION_MISMATCH', 'CART_VERSION_STALE'),
  ('CART_IN_CHECKOUT',      'CART_FROZEN'),
  ('COUNTRY_NOT_SERVED',    'COUNTRY_NOT_SUPPORTED'),
  ('LINES_NOT_PURCHASABLE', 'CART_LINE_NOT_PURCHASABLE'),
  ('OUT_OF_STOCK',          'OFFER_OUT_OF_STOCK'),
  ('UNAVAILABLE',           'OFFER_UNAVAILABLE'),
  ('QUANTITY_NOT_ALLOWED',  'QUANTITY_INVALID'),
  ('PAYMENT_REFUSED',       'PAYMENT_FAILED')
)
update checkout
   set failure = (failure - 'lines') || jsonb_build_object(
         'code', coalesce((select code from renamed where former = failure ->> 'code'), failure ->> 'code'),
         'problems', (
           select coalesce(jsonb_agg((line - 'problem') || jsonb_build_object('code', coalesce(code, line ->> 'problem')) order by place), '[]')
             from jsonb_array_elements(failure -> 'lines') with ordinality as lines (line, place)
             left join renamed on former = line ->> 'problem'))
 where failure is not null;

import { expect, test } from 'vitest';
import { sessionOptions } from './connection-settings.ts';

test('options of the URL stay, the settings of the session follow', () => {
  const session = sessionOptions('postgres://u:p@h/db?sslmode=require&options=-c%20jit%3Doff', {
    schema: 'cart',
    role: 'bazaar_cart',
    statementTimeoutMs: 5_000,
  });
  expect(session.url).toBe('postgres://u:p@h/db?sslmode=require');
  expect(session.options).toBe(
    '-c jit=off -c search_path=cart,extensions,public -c role=bazaar_cart -c statement_timeout=5000 ' +
      '-c default_transaction_isolation=read\\ committed -c timezone=UTC -c random_page_cost=1.1',
  );
});

test.each(['Cart', 'cart; drop', 'cart,public', '', '1cart'])('the schema name %j is refused', (schema) => {
  expect(() => sessionOptions('postgres://h/db', { schema, statementTimeoutMs: 0 })).toThrow(
    'plain lower-case identifier',
  );
});

import { expect, test } from 'vitest';
import { SnakeNaming, snakeCase } from './snake-naming.ts';

test.each([
  ['placedAt', 'placed_at'],
  ['VendorOrder', 'vendor_order'],
  ['line1', 'line1'],
  ['taxIdURL', 'tax_id_url'],
  ['HTTPStatus', 'http_status'],
  ['already_snake', 'already_snake'],
])('%s becomes %s', (name, expected) => expect(snakeCase(name)).toBe(expected));

test('a spelled-out name stays as it is', () => {
  const naming = new SnakeNaming();
  expect(naming.tableName('Order', 'order_')).toBe('order_');
  expect(naming.columnName('buyerId', 'buyer', [])).toBe('buyer');
});

import { expect, test } from 'vitest';
import { connectionBudget } from './connection-budget.ts';

test('pools that fit', () => {
  expect(connectionBudget({ processes: 5, poolSize: 10, maxConnections: 97 })).toEqual({
    needed: 50,
    fits: true,
    message: '5 pools of 10 connections need up to 50 of the 97 that Postgres allows.',
  });
});

test('pools that do not fit come with advice', () => {
  const { fits, message } = connectionBudget({ processes: 20, poolSize: 10, maxConnections: 97 });
  expect(fits).toBe(false);
  expect(message).toContain('Make the pools 4 or smaller, raise max_connections to 205 or more');
  expect(connectionBudget({ processes: 200, poolSize: 1, maxConnections: 97 }).message).toContain(
    '. Raise max_connections',
  );
});

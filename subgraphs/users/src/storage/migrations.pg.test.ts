import { migrationsOf } from '@bazaar/subgraph/migrations';
import { openFormerDatabase } from '@bazaar/testkit/former-database';
import { expect, test } from 'vitest';
import { users } from '../subgraph.ts';

test('a recipient becomes a first and a last name, parted at the last space, and nothing of it is lost', async () => {
  const database = await openFormerDatabase({
    schema: 'users',
    migrations: migrationsOf(users),
    before: '1700000002410',
  });
  const recipients = {
    'Ann Lee': ['Ann', 'Lee'],
    'Ann Mary van der Lee': ['Ann Mary van der', 'Lee'],
    ' Ann   Lee ': ['Ann', 'Lee'],
    'Ann\tLee': ['Ann', 'Lee'],
    Lee: ['', 'Lee'],
    [`${'x'.repeat(99)} ${'y'.repeat(100)}`]: ['x'.repeat(99), 'y'.repeat(100)],
    ['z'.repeat(200)]: ['', 'z'.repeat(200)],
  };
  await database.sql(
    `with person as (
       insert into user_account (id, email, password_hash, first_name, last_name, locale, roles, status, version, created_at)
       values (gen_random_uuid(), 'a@example.com', '', 'A', 'B', 'en', '{CUSTOMER}', 'ACTIVE', 1, now()) returning id
     )
     insert into address (id, user_id, recipient, line1, city, country, is_default_shipping, is_default_billing, created_at)
     select gen_random_uuid(), person.id, recipient, place::text, 'Berlin', 'DE', false, false, now()
       from person, unnest($1::text[]) with ordinality as r (recipient, place)`,
    [Object.keys(recipients)],
  );
  await database.upgrade();
  const names = await database.sql('select first_name, last_name from address order by line1::integer');
  expect(names).toEqual(Object.values(recipients).map(([first_name, last_name]) => ({ first_name, last_name })));
  await database.stop();
});

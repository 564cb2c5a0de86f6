import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { User } from '../domain/user.ts';

export const UserTable = new EntitySchema<User>({
  name: 'User',
  tableName: 'user_account',
  columns: {
    id: column.primaryId('usr'),
    email: column.text(),
    passwordHash: column.text(),
    firstName: column.text(),
    lastName: column.text(),
    locale: column.text(),
    roles: column.textList(),
    status: column.text(),
    version: column.integer(),
    createdAt: column.timestamp(),
    lastSignInAt: column.nullable(column.timestamp()),
  },
});

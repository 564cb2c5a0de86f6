import type { UserId } from '@bazaar/ids/kinds';
import type { Reader } from '@bazaar/postgres/tx';
import DataLoader from 'dataloader';
import type { Address } from './domain/address.ts';
import type { Session, User } from './domain/user.ts';
import { listAddressesByUsers } from './storage/addresses.ts';
import { listSessionsByUsers } from './storage/sessions.ts';
import { listUsersByIds } from './storage/users.ts';

export interface UsersLoaders {
  readonly users: DataLoader<UserId, User | null>;
  /** For users whose private fields the viewer may see; the resolvers of `User` decide that. */
  readonly addresses: DataLoader<UserId, Address[]>;
  readonly sessions: DataLoader<UserId, Session[]>;
}

export function createLoaders({ reader, now }: { reader: Reader; now: () => Date }): UsersLoaders {
  return {
    users: new DataLoader((ids) => listUsersByIds(reader, ids)),
    addresses: new DataLoader((ids) => listAddressesByUsers(reader, ids)),
    sessions: new DataLoader((ids) => listSessionsByUsers(reader, ids, now())),
  };
}

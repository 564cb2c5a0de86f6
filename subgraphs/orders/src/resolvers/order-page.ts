import { isIdOf, type Id } from '@bazaar/ids/id';
import type { CountedConnection, PageArguments } from '@bazaar/subgraph/connections';
import type { FulfilmentStatus } from '../domain/fulfilment.ts';
import type { Order, VendorOrder } from '../domain/order.ts';

export type OrderPage = CountedConnection<Order>;
export type VendorOrderPage = CountedConnection<VendorOrder>;

export interface ListArguments extends PageArguments {
  readonly where?: { readonly status?: readonly FulfilmentStatus[] | null | undefined } | null | undefined;
}

/** Which statuses a list is limited to; null for all. */
export function statusesOf(args: ListArguments): { statuses: readonly FulfilmentStatus[] | null } {
  return { statuses: args.where?.status ?? null };
}

/** Reads the key in a cursor of a list by id. */
export function idKey<Prefix extends string>(prefix: Prefix): (value: unknown) => Id<Prefix> | null {
  return (value) => (typeof value === 'string' && isIdOf(prefix, value) ? value : null);
}

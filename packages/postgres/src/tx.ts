import type { EntityManager } from 'typeorm';

declare const txBrand: unique symbol;

/** Reads outside a transaction: each statement takes a connection of the pool for itself. */
export type Reader = EntityManager;

/** An open transaction, made by `inTransaction` alone. A function that takes a `Tx` says that its effects must commit together with its caller's. */
export type Tx = EntityManager & { readonly [txBrand]: true };

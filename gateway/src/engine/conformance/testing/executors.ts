import type { MakeExecutor } from '../executor-under-test.ts';
import { makeCompiledExecutor, makeStockExecutor, makeUndecidedExecutor } from './engine-executors.ts';

export const STOCK = 'stock';
export const COMPILED = 'compiled';
/** Its plans may ask for what turns out to be skipped. */
export const UNDECIDED = 'compiled, conditions undecided';

/** All executors that the suite runs. Each is compared with the expected answer and with the stock one. */
export const EXECUTORS: Readonly<Record<string, MakeExecutor>> = {
  [STOCK]: makeStockExecutor,
  [COMPILED]: makeCompiledExecutor,
  [UNDECIDED]: makeUndecidedExecutor,
};

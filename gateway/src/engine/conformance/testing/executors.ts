import type { MakeExecutor } from '../executor-under-test.ts';
import { makeCompiledExecutor, makeStockExecutor } from './engine-executors.ts';

export const STOCK = 'stock';

/** All executors that the suite runs. Each is compared with the expected answer and with the stock one. */
export const EXECUTORS: Readonly<Record<string, MakeExecutor>> = {
  [STOCK]: makeStockExecutor,
  compiled: makeCompiledExecutor,
};

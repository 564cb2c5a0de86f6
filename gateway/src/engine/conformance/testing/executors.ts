import type { MakeExecutor } from '../executor-under-test.ts';
import { makeStockExecutor } from './stock-executor.ts';

export const STOCK = 'stock';

/** All executors that the suite runs. Each is compared with the expected answer and with the stock one. */
export const EXECUTORS: Readonly<Record<string, MakeExecutor>> = {
  [STOCK]: makeStockExecutor,
};

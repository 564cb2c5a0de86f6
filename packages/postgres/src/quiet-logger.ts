import type { Logger } from 'typeorm';

/** TypeORM prints some messages to the console whatever its `logging` option says. The clients log what matters themselves. */
export const quietLogger: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

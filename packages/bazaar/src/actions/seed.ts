import { seedDemo } from '../demo-data/seed-demo.ts';
import { demoContexts } from '../seed-databases.ts';
import { SUBGRAPHS } from '../subgraphs.ts';
import { withDatabases } from '../with-databases.ts';

/** Brings the demo data in, and tells who may sign in to it. */
export function seed(): Promise<void> {
  return withDatabases(SUBGRAPHS, async (databaseOf) => {
    const { accounts } = await seedDemo(demoContexts(databaseOf), (step) => process.stdout.write(`${step} …\n`));
    for (const { email, password, purpose } of accounts)
      process.stdout.write(`${email.padEnd(32)} ${password.padEnd(20)} ${purpose}\n`);
  });
}

import { Command } from 'commander';
import { demoContexts } from '../seed-databases.ts';
import { seedDemo } from '../demo-data/seed-demo.ts';
import { withDatabases } from '../with-databases.ts';

/** `bazaar seed`: the demo data, into a marketplace that has started once. */
export const seedCommand = new Command('seed')
  .description(
    'Fill the marketplace of DATABASE_URL or DATA_DIR with demo data. It must have started once. Not for a marketplace with real customers.',
  )
  .action(() =>
    withDatabases(async (databases) => {
      const { accounts } = await seedDemo(demoContexts(databases), (step) => process.stdout.write(`${step} …\n`));
      for (const { email, password, purpose } of accounts)
        process.stdout.write(`${email.padEnd(32)} ${password.padEnd(20)} ${purpose}\n`);
    }),
  );

import { Command } from 'commander';

/** `bazaar seed`: the demo data, into a marketplace that has started once. */
export const seedCommand = new Command('seed')
  .description(
    'Fill the marketplace of DATABASE_URL or DATA_DIR with demo data. It must have started once. Not for a marketplace with real customers.',
  )
  .action(async () => {
    const { seed } = await import('../actions/seed.ts');
    await seed();
  });

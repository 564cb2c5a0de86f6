import { Command } from 'commander';

/** `bazaar start`: the whole marketplace in this process, until Ctrl-C. */
export const startCommand = new Command('start')
  .description(
    'Start the whole marketplace in this process. PORT, DATA_DIR, DATABASE_URL, REDIS_URL and the rest of .env.example are honoured.',
  )
  .action(async () => {
    const { start } = await import('../actions/start.ts');
    await start();
  });

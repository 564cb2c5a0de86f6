import { bazaarCommand } from './bazaar-command.ts';

// Whoever reads along may have seen enough, such as `head`: the work goes on, and its exit code still counts.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await bazaarCommand.parseAsync();

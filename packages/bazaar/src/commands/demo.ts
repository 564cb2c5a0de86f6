import { environment } from '@bazaar/runtime/config';
import { Command } from 'commander';
import { runDemo } from '../demo/run-demo.ts';
import { createStory } from '../demo/story.ts';

/** `bazaar demo`: a whole purchase, told step by step. */
export const demoCommand = new Command('demo')
  .description(
    'Buy from two vendors on a running marketplace with demo data, and follow the order live until both have delivered.',
  )
  .option('--url <url>', 'where the marketplace is', `http://127.0.0.1:${environment()['PORT'] || 4000}`)
  .option('--json', 'print one summary object instead of the story')
  .action(async ({ url, json }: { url: string; json?: boolean }) => {
    const story = createStory(json ? () => undefined : (line) => process.stdout.write(`${line}\n`));
    try {
      const summary = await runDemo(url, story);
      if (json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
      process.exitCode = summary.problems.length === 0 ? 0 : 1;
    } catch (error) {
      process.stderr.write(`The demo broke off: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  });

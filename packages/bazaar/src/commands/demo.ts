import { environment } from '@bazaar/runtime/config';
import { Command, InvalidArgumentError } from 'commander';

/** `bazaar demo`: a whole purchase, told step by step. */
export const demoCommand = new Command('demo')
  .description(
    'Buy from two vendors on a running marketplace with demo data, and follow the order live until both have delivered.',
  )
  .option('--url <url>', 'where the marketplace is', httpUrl, `http://127.0.0.1:${environment()['PORT'] || 4000}`)
  .option('--json', 'print one summary object instead of the story')
  .action(async (options: { url: string; json?: boolean }) => {
    const { demo } = await import('../actions/demo.ts');
    await demo(options);
  });

/** Without a slash at its end, which people copy along. */
function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('It begins with http:// or https://.');
  return text.replace(/\/+$/, '');
}

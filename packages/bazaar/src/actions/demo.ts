import { BazaarError } from '@bazaar/client/bazaar-error';
import { runDemo } from '../demo/run-demo.ts';
import { createStory } from '../demo/story.ts';

/** Tells a whole purchase on the marketplace at `url`, or its summary alone. The exit code becomes 1 when anything is off. */
export async function demo({ url, json }: { readonly url: string; readonly json?: boolean }): Promise<void> {
  const story = createStory(json ? () => undefined : (line) => process.stdout.write(`${line}\n`));
  try {
    const summary = await runDemo(url, story);
    if (json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    process.exitCode = summary.problems.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The demo broke off: ${reasonOf(error, url)}\n`);
    process.exitCode = 1;
  }
}

function reasonOf(error: unknown, url: string): string {
  if (error instanceof BazaarError && error.code === 'UNREACHABLE')
    return `the marketplace at ${url} cannot be reached. \`npm start\` starts one; --url says where another one is.`;
  return error instanceof Error ? error.message : String(error);
}

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeEnvironment, renderEnvironment } from './environment.ts';

const HELP = `Makes the secrets of one deployment and writes them to .env, where docker compose finds them.

  npm run env:generate -- [options]

  --emulator             pay at the payment emulator instead of Stripe, to try things out
  --database-url <url>   a database elsewhere, as its administrator reaches it; without it, the one of docker-compose.yml
  --out <file>           another file than .env
  --print                write to the terminal instead of a file
  --help                 show this

An existing file is never overwritten: its secrets sign what customers hold.
`;

/** `npm run env:generate`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      emulator: { type: 'boolean', default: false },
      'database-url': { type: 'string' },
      out: { type: 'string', default: '.env' },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const environment = await makeEnvironment({ adminUrl: values['database-url'], emulator: values.emulator });
  const text = renderEnvironment(environment);
  if (values.print) process.stdout.write(text);
  else await writeFile(values.out, text, { flag: 'wx', mode: 0o600 });

  const empty = Object.entries(environment).flatMap(([name, value]) => (value === '' ? [name] : []));
  const written = values.print ? '' : `Wrote ${values.out}. `;
  const missing = empty.length > 0 ? `Fill in ${empty.join(', ')}.` : 'Nothing is left to fill in.';
  process.stderr.write(`${written}${missing}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const exists = 'code' in error && error.code === 'EEXIST';
  process.stderr.write(exists ? 'The file exists. It is not overwritten.\n' : `${error.message}\n`);
  process.exitCode = 1;
}

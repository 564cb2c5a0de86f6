import { Command } from 'commander';
import { toCount } from '../options.ts';
import { formatTable } from '../table.ts';
import { measureCalls } from './measure-calls.ts';

interface Options {
  readonly json?: boolean;
  readonly rounds: number;
}

/** `npm run bench -- calls` */
export const callsCommand = new Command('calls')
  .summary('measure calls to subgraphs')
  .description('Measure the CPU time that a call to a subgraph costs the gateway, by ways to make it.')
  .option('--json', 'print one object instead of a table')
  .option('--rounds <n>', 'how often each way has its turn', toCount, 9)
  .action(run);

async function run({ json, rounds }: Options): Promise<void> {
  const ways = await measureCalls(rounds);
  const rows = ways.map(({ name, cpuMicroseconds }) => [name, cpuMicroseconds.toFixed(1)]);
  const text = json
    ? JSON.stringify({ node: process.version, ways }, null, 2)
    : formatTable([['way', `µs of CPU, Node.js ${process.version}`], ...rows]);
  process.stdout.write(`${text}\n`);
  // Connections that are kept would keep the process.
  process.exit();
}

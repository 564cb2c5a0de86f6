import { Command, Option } from 'commander';
import { toCount, toCounts, toNamesOf } from '../options.ts';
import { formatTable } from '../table.ts';
import { CASE_NAMES, type CaseName } from './fixture/cases.ts';
import { runGatewayBench, type GatewayReport } from './run-gateway-bench.ts';
import { VARIANTS } from './variants.ts';

interface Options {
  readonly json?: boolean;
  readonly seconds: number;
  readonly rounds: number;
  readonly only: readonly string[];
  readonly queries: readonly CaseName[];
  readonly workers: readonly number[];
  readonly node?: string;
}

const NAMES = VARIANTS.map(({ name }) => name);

/** `npm run bench -- gateway` */
export const gatewayCommand = new Command('gateway')
  .summary('measure the gateway against its peers')
  .description(
    `Measure the gateway against its peers, on the same five subgraphs in memory. Linux only.\nThere are: ${NAMES.join(', ')}.`,
  )
  .option('--json', 'print one object instead of a table')
  .option('--seconds <n>', 'how long each load lasts', toCount, 3)
  .option('--rounds <n>', 'how often each is loaded; figures are medians', toCount, 3)
  .addOption(
    new Option('--only <names>', 'only these, by commas; ratios need stock')
      .argParser(toNamesOf(NAMES))
      .default(NAMES, 'all'),
  )
  .addOption(
    new Option('--queries <names>', `only these, by commas: ${CASE_NAMES.join(', ')}`)
      .argParser(toNamesOf(CASE_NAMES))
      .default(CASE_NAMES, 'all'),
  )
  .option('--workers <list>', 'processes per server, by commas: one run for each number', toCounts, [1])
  .addOption(new Option('--node <major>', 'serve on the Node.js that npm brings, not on this one').choices(['24']))
  .action(run);

async function run({ json, only, ...options }: Options): Promise<void> {
  const report = await runGatewayBench({
    ...options,
    node: options.node,
    variants: VARIANTS.filter(({ name }) => only.includes(name)),
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : formatReport(report)}\n`);
  if (report.variants.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

function formatReport({ node, machine, generator, isPinned, isAwake, variants }: GatewayReport): string {
  const heading = [
    'query',
    'workers',
    'name',
    'rps',
    'p99 ms',
    'CPU ms',
    'busy',
    '× stock',
    '× by CPU',
    '× bare',
    'failed',
  ];
  const rows = variants.map((variant) => [
    variant.query,
    variant.workers,
    variant.name,
    variant.rps,
    variant.p99Ms,
    variant.cpuMsPerRequest,
    variant.coresBusy,
    variant.ratioToStock ?? '–',
    variant.cpuRatioToStock ?? '–',
    variant.ratioToBare ?? '–',
    variant.failed,
  ]);
  return [
    `${machine}, Node.js ${node}, load by ${generator}${isPinned ? '' : ', NOT PINNED: there is no taskset'}${isAwake ? '' : ', its core may sleep: there is no chrt'}`,
    formatTable([heading, ...rows]),
  ].join('\n\n');
}

import { Command, Option } from 'commander';
import type { Doors } from '../gateway/servers/start-bazaar-gateway.ts';
import { toCount, toNamesOf } from '../options.ts';
import { formatTable } from '../table.ts';
import { MAX_DISTINCT } from './crowd.ts';
import { runSubscriptionsBench, type SubscriptionsReport } from './run-subscriptions-bench.ts';

interface Options {
  readonly json?: boolean;
  readonly seconds: number;
  readonly subscribers: number;
  readonly doors: readonly Doors['kind'][];
  readonly node?: string;
}

const DOORS: readonly Doors['kind'][] = ['in-process', 'http'];

/** `npm run bench -- subscriptions` */
export const subscriptionsCommand = new Command('subscriptions')
  .summary('measure live updates through the gateway')
  .description(
    'Measure live updates through the gateway: deliveries, memory of clients that read and that do not, and letting go. Linux only.',
  )
  .option('--json', 'print one object instead of a table')
  .option('--seconds <n>', 'how long events are delivered, at least', toCount, 3)
  .option('--subscribers <n>', 'who gets them', (text) => Math.min(toCount(text), MAX_DISTINCT), 500)
  .addOption(
    new Option('--doors <kinds>', 'how the gateway reaches its subgraphs, by commas: in-process, http')
      .argParser(toNamesOf(DOORS))
      .default(DOORS, 'both'),
  )
  .addOption(new Option('--node <major>', 'serve on the Node.js that npm brings, not on this one').choices(['24']))
  .action(run);

async function run({ json, ...options }: Options): Promise<void> {
  const report = await runSubscriptionsBench({
    ...options,
    node: options.node,
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : formatReport(report)}\n`);
  if (report.doors.some(({ shared, distinct }) => shared.failed + distinct.failed > 0)) process.exitCode = 1;
}

function formatReport({ node, machine, isPinned, doors }: SubscriptionsReport): string {
  const row = (figure: string, value: (report: SubscriptionsReport['doors'][number]) => number | string) => [
    figure,
    ...doors.map(value),
  ];
  const rows = [
    row('figure', (report) => report.doors),
    row('deliveries a second, one order', ({ shared }) => shared.perSecond),
    row('  CPU ms per thousand', ({ shared }) => shared.cpuMsPerThousand),
    row('  core busy', ({ shared }) => shared.coreBusy),
    row('  failed', ({ shared }) => shared.failed),
    row('deliveries a second, an order each', ({ distinct }) => distinct.perSecond),
    row('  CPU ms per thousand', ({ distinct }) => distinct.cpuMsPerThousand),
    row('  core busy', ({ distinct }) => distinct.coreBusy),
    row('  failed', ({ distinct }) => distinct.failed),
    row('KiB per client, one order', ({ sharedClients }) => sharedClients.usedKiB),
    row('  of RSS', ({ sharedClients }) => sharedClients.rssKiB),
    row('KiB per client, an order each', ({ distinctClients }) => distinctClients.usedKiB),
    row('  of RSS', ({ distinctClients }) => distinctClients.rssKiB),
    row('MiB per client that stops reading', ({ frozen }) => frozen.mib),
    row('  parted from', ({ frozen }) => (frozen.areCut ? 'yes' : 'NO')),
    row('ms until 1,000 cut sockets are let go', ({ releaseMs }) => releaseMs),
  ];
  return [
    `${machine}, Node.js ${node}, ${doors[0]?.shared.subscribers ?? 0} subscribers${isPinned ? '' : ', NOT PINNED: there is no taskset'}`,
    formatTable(rows),
  ].join('\n\n');
}

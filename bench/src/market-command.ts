import { Command, Option } from 'commander';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTestGround, type Mode } from './market-under-test.ts';
import { measure, type Measured } from './measure.ts';
import { toCount } from './options.ts';

/** What is idle a while after its start: caches and connections of the start have gone; milliseconds. */
const IDLE_MS = 12_000;
const MODES: readonly Mode[] = ['all-in-one', 'distributed'];

interface Options {
  readonly json?: boolean;
  readonly products: number;
  readonly seconds: number;
  readonly mode?: Mode;
}

/** `npm run bench`: the marketplace's figures on this machine. */
export const marketCommand = new Command('bench')
  .description(
    'Measure the marketplace on this machine: starts, memory, pages, checkouts and live updates, in both ways to run. Linux only.',
  )
  .option('--json', 'print one object instead of lines')
  .option('--products <n>', 'how many products the catalog has; twice as many offers', toCount, 10_000)
  .option('--seconds <n>', 'how long each load lasts', toCount, 8)
  .addOption(new Option('--mode <mode>', 'only one way to run').choices(MODES))
  .action(run);

async function run({ json, products, seconds, mode: only }: Options): Promise<void> {
  const tell = (line: string): void => void process[json ? 'stderr' : 'stdout'].write(`${line}\n`);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  tell(machine);
  const ground = await openTestGround();
  try {
    tell('\nFirst start, with demo data');
    const first = await ground.start('all-in-one');
    const firstStartMs = Math.round(first.startedInMs);
    await sleep(IDLE_MS);
    const idlePssMb = Math.round(first.pssBytes() / 1_000_000);
    tell(`ready after ${firstStartMs} ms, ${idlePssMb} MB idle (PSS, Node and Postgres)`);
    await first.stop();

    const importMs = Math.round(await ground.fill(products));
    tell(`${products} products with ${products * 2} offers came in within ${importMs} ms`);

    const measured: Measured[] = [];
    for (const mode of only ? [only] : MODES) {
      tell(`\n${mode}`);
      const market = await ground.start(mode);
      await market.settled(products);
      await sleep(IDLE_MS);
      tell(
        `ready after ${Math.round(market.startedInMs)} ms, ${Math.round(market.pssBytes() / 1_000_000)} MB idle (PSS, Node and Postgres)`,
      );
      measured.push(await measure(market, mode, products, seconds, tell));
      await market.stop();
    }
    if (json)
      process.stdout.write(
        `${JSON.stringify({ machine, firstStartMs, idlePssMb, importMs, products, measured }, null, 2)}\n`,
      );
    if (measured.some(({ loads }) => loads.some(({ failed }) => failed > 0))) process.exitCode = 1;
  } finally {
    await ground.stop();
  }
}

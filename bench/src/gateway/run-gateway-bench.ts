import { cpus, totalmem } from 'node:os';
import type { CaseName } from './fixture/cases.ts';
import { buildGateway, findNode, installPeers } from './prepare.ts';
import { summarise, type Measured, type Summary } from './summary.ts';
import { openTestGround, type Contestant, type TestGround } from './test-ground.ts';
import { BARE, STOCK, type Variant } from './variants.ts';

export interface GatewayBench {
  readonly variants: readonly Variant[];
  readonly queries: readonly CaseName[];
  /** Each number of processes per server is a run of its own. */
  readonly workers: readonly number[];
  readonly rounds: number;
  /** How long each load lasts. */
  readonly seconds: number;
  /** The major version of Node.js that serves, when it is not this one. */
  readonly node: string | undefined;
  /** Where progress is told. */
  readonly tell: (line: string) => void;
}

export interface GatewayReport {
  /** The version of Node.js that served. */
  readonly node: string;
  readonly machine: string;
  readonly generator: string;
  readonly isPinned: boolean;
  readonly isAwake: boolean;
  readonly variants: readonly Summary[];
}

/**
 * Measures the gateway of this repository and its peers side by side: all of them run at the same time, are asked in turn, round after round, and only
 * after each has answered every query rightly.
 */
export async function runGatewayBench(bench: GatewayBench): Promise<GatewayReport> {
  const { variants, tell } = bench;
  if (variants.some(({ isPeer }) => isPeer) || bench.node !== undefined) await installPeers(tell);
  await buildGateway(tell);
  const node = await findNode(bench.node);
  const ground = await openTestGround(node.path);
  try {
    const measured: Measured[] = [];
    for (const workers of bench.workers) measured.push(...(await compete(ground, bench, workers)));
    return {
      node: node.version,
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
      generator: ground.generator,
      isPinned: ground.isPinned,
      isAwake: ground.isAwake,
      variants: summarise(measured, { stock: STOCK, bare: BARE }),
    };
  } finally {
    await ground.stop();
  }
}

async function compete(ground: TestGround, bench: GatewayBench, workers: number): Promise<Measured[]> {
  const { queries, rounds, seconds, tell } = bench;
  const contestants: Contestant[] = [];
  const measured: Measured[] = [];

  async function forEach(
    what: string,
    step: (contestant: Contestant, query: CaseName) => Promise<string>,
  ): Promise<void> {
    for (const query of queries)
      for (const contestant of contestants.filter(({ queries }) => queries.includes(query)))
        tell(`${what}: ${query} ${contestant.name} ${await step(contestant, query)}`);
  }

  try {
    for (const variant of bench.variants) {
      tell(`starting ${variant.name} with ${workers} worker${workers === 1 ? '' : 's'}`);
      contestants.push(await ground.start(variant, workers));
    }
    await forEach('check', async (contestant, query) => {
      await contestant.check(query);
      return 'answers rightly';
    });
    await forEach(
      'warm-up',
      async (contestant, query) => `${Math.round((await contestant.load(query, seconds)).rps)}/s`,
    );
    for (let number = 1; number <= rounds; number++)
      await forEach(`round ${number} of ${rounds}`, async (contestant, query) => {
        const round = await contestant.load(query, seconds);
        measured.push(round);
        return `${Math.round(round.rps)}/s${round.failed > 0 ? `, ${round.failed} FAILED` : ''}`;
      });
    return measured;
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()));
  }
}

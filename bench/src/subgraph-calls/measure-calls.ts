import { fork } from 'node:child_process';
import { once } from 'node:events';
import { AT_A_TIME, waysTo, type Way } from './ways.ts';

export interface MeasuredWay {
  readonly name: string;
  /** CPU time of this process for one operation, the median of all rounds. */
  readonly cpuMicroseconds: number;
}

const OPERATIONS_A_ROUND = 5_000;

/** Measures what a call to a subgraph costs the caller. The subgraph is a process of its own and answers 2 KB. */
export async function measureCalls(rounds: number): Promise<MeasuredWay[]> {
  const subgraph = fork(new URL('./answering-server.ts', import.meta.url));
  try {
    const [port] = (await once(subgraph, 'message')) as [number];
    const ways = waysTo(`http://127.0.0.1:${port}`);
    for (const way of ways) await run(way);
    const measured = new Map(ways.map((way) => [way, [] as number[]]));
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = 0; round < rounds; round++) for (const [way, costs] of measured) costs.push(await run(way));
    return [...measured].map(([{ name }, costs]) => ({ name, cpuMicroseconds: median(costs) }));
  } finally {
    subgraph.kill();
  }
}

async function run({ ask, together }: Way): Promise<number> {
  const before = process.cpuUsage();
  let requests = 0;
  let left = OPERATIONS_A_ROUND;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= together;
      const request = `r${(requests += 1)}`;
      const { signal } = new AbortController();
      await Promise.all(Array.from({ length: together }, (_, index) => ask(`${request}-${index}`, signal)));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME / together }, client));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / OPERATIONS_A_ROUND;
}

function median(costs: readonly number[]): number {
  const sorted = costs.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

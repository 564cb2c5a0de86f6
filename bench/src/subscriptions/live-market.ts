import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenIssuer } from '../gateway/access-tokens.ts';
import type { Cores } from '../gateway/cores.ts';
import { USERS, userIdOf } from '../gateway/fixture/market-data.ts';
import { SUBGRAPHS, type SubgraphName } from '../gateway/fixture/subgraph-sdl.ts';
import { startServer } from '../gateway/server-under-test.ts';
import type { ServerSettings } from '../gateway/servers/server-process.ts';
import type { Doors } from '../gateway/servers/start-bazaar-gateway.ts';
import { composeLiveFixture } from './live-fixture.ts';
import type { Memory } from './servers/measure-memory.ts';

/** What the servers of this benchmark are started with. */
export type LiveSettings = Pick<ServerSettings, 'port' | 'workers' | 'supergraphPath' | 'subgraphUrls' | 'identity'>;

/** A gateway under test and where its events come from. */
export interface LiveMarket {
  /** Of its WebSockets. */
  readonly url: string;
  readonly tokens: readonly string[];
  /** Sends every follower the next event of its order. */
  publish(): Promise<void>;
  /** How many subscriptions reach the subgraph now. */
  followers(): Promise<number>;
  /** The gateway's memory, garbage collected. */
  memory(): Promise<Memory>;
  /** The gateway's CPU time so far; milliseconds. */
  cpuMs(): number;
}

const PROGRAMS = {
  gateway: 'bench/src/subscriptions/servers/gateway.ts',
  subgraphs: 'bench/src/subscriptions/servers/subgraphs.ts',
};

/** Runs `measure` on a gateway that has just started, with subgraphs of its own, and ends both. */
export async function withLiveMarket<Result>(
  options: { readonly doors: Doors['kind']; readonly node: string; readonly cores: Cores },
  measure: (market: LiveMarket) => Promise<Result>,
): Promise<Result> {
  const { doors, node, cores } = options;
  const workDir = await mkdtemp(join(tmpdir(), 'bazaar-bench-subscriptions-'));
  const [port = 0, ...ports] = await freePorts(SUBGRAPHS.length + 1);
  // Every name of the list is a key.
  const subgraphUrls = Object.fromEntries(
    SUBGRAPHS.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]),
  ) as Record<SubgraphName, string>;
  const issuer = await createTokenIssuer();
  const supergraphPath = join(workDir, 'supergraph.graphql');
  await writeFile(supergraphPath, composeLiveFixture(subgraphUrls).supergraphSdl);
  const settings: LiveSettings = { port, workers: 1, supergraphPath, subgraphUrls, identity: issuer.identity };
  const tokens = await Promise.all(Array.from({ length: USERS }, (_, user) => issuer.tokenOf(userIdOf(user))));

  const subgraphs =
    doors === 'http'
      ? await startServer({ script: PROGRAMS.subgraphs, arguments: [] }, settings, { node, cores: cores.others })
      : null;
  try {
    const gateway = await startServer({ script: PROGRAMS.gateway, arguments: [doors] }, settings, {
      node,
      cores: cores.server(1),
    });
    const source = subgraphs ?? gateway;
    try {
      return await measure({
        url: `ws://127.0.0.1:${port}/graphql`,
        tokens,
        publish: async () => void (await source.ask('publish')),
        followers: async () => Number(await source.ask('followers')),
        // Our own program answers.
        memory: async () => (await gateway.ask('memory')) as Memory,
        cpuMs: () => gateway.cpuMs(),
      });
    } finally {
      await gateway.stop();
    }
  } finally {
    await subgraphs?.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}

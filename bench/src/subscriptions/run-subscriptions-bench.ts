import { cpus, totalmem } from 'node:os';
import { divideCores } from '../gateway/cores.ts';
import { buildGateway, findNode, installPeers } from '../gateway/prepare.ts';
import type { Doors } from '../gateway/servers/start-bazaar-gateway.ts';
import { openCrowd } from './crowd.ts';
import { withLiveMarket, type LiveMarket } from './live-market.ts';
import { measureClients, type ClientMemory } from './measure-clients.ts';
import { measureDeliveries, type Deliveries } from './measure-deliveries.ts';
import { measureFrozen, type FrozenClients } from './measure-frozen.ts';

export interface SubscriptionsBench {
  readonly doors: readonly Doors['kind'][];
  readonly seconds: number;
  readonly subscribers: number;
  /** The major version of Node.js that serves, when it is not this one. */
  readonly node: string | undefined;
  readonly tell: (line: string) => void;
}

export interface DoorsReport {
  readonly doors: Doors['kind'];
  readonly shared: Deliveries;
  readonly distinct: Deliveries;
  readonly sharedClients: ClientMemory;
  readonly distinctClients: ClientMemory;
  readonly frozen: FrozenClients;
  /** From the moment at which a thousand sockets were cut until their last subscription had left the subgraph; milliseconds. */
  readonly releaseMs: number;
}

export interface SubscriptionsReport {
  readonly node: string;
  readonly machine: string;
  readonly isPinned: boolean;
  readonly doors: readonly DoorsReport[];
}

/** Clients of which the memory is measured. */
const CLIENTS = 2_000;
/** Sockets that are cut at once, each with a subscription of its own. */
const CUT = 1_000;

/** Measures a subscription that joins three subgraphs, over WebSockets; every figure on a gateway that has just started. */
export async function runSubscriptionsBench(bench: SubscriptionsBench): Promise<SubscriptionsReport> {
  const { tell } = bench;
  if (bench.node !== undefined) await installPeers(tell);
  await buildGateway(tell);
  const node = await findNode(bench.node);
  const cores = await divideCores();
  const reports: DoorsReport[] = [];
  for (const doors of bench.doors) {
    const fresh = async <Result>(title: string, measure: (market: LiveMarket) => Promise<Result>): Promise<Result> => {
      tell(`${doors}: ${title}`);
      return withLiveMarket({ doors, node: node.path, cores }, measure);
    };
    reports.push(await measureDoors(doors, bench, fresh));
  }
  return {
    node: node.version,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    isPinned: cores.others !== null,
    doors: reports,
  };
}

async function measureDoors(
  doors: Doors['kind'],
  { seconds, subscribers }: SubscriptionsBench,
  fresh: <Result>(title: string, measure: (market: LiveMarket) => Promise<Result>) => Promise<Result>,
): Promise<DoorsReport> {
  return {
    doors,
    shared: await fresh(`events for ${subscribers} subscribers of one order`, (market) =>
      measureDeliveries(market, 'shared', subscribers, seconds),
    ),
    distinct: await fresh(`events for ${subscribers} subscribers of an order each`, (market) =>
      measureDeliveries(market, 'distinct', subscribers, seconds),
    ),
    sharedClients: await fresh(`memory of ${CLIENTS} subscribers of one order`, (market) =>
      measureClients(market, 'shared', CLIENTS),
    ),
    distinctClients: await fresh(`memory of ${CLIENTS} subscribers of an order each`, (market) =>
      measureClients(market, 'distinct', CLIENTS),
    ),
    frozen: await fresh('clients that stop reading', measureFrozen),
    releaseMs: await fresh(`${CUT} sockets cut at once`, async (market) =>
      Math.round(await (await openCrowd(market, 'distinct', CUT)).cut()),
    ),
  };
}

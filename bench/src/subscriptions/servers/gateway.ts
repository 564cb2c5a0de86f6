import { readFile } from 'node:fs/promises';
import { answerCommands } from '../../gateway/servers/answer-commands.ts';
import { runServer } from '../../gateway/servers/server-process.ts';
import { startBazaarGateway, type Doors } from '../../gateway/servers/start-bazaar-gateway.ts';
import type { LiveSettings } from '../live-market.ts';
import { liveSchema } from '../live-fixture.ts';
import { createOrderFeed } from '../order-feed.ts';
import { measureMemory } from './measure-memory.ts';

/** The gateway of this repository; its argument after the settings is the kind of its doors. With doors in its own process it has the feed too. */
const doors = process.argv[3] as Doors['kind'];
const feed = createOrderFeed();

await runServer<LiveSettings>(async ({ port, supergraphPath, subgraphUrls, identity }) => {
  await startBazaarGateway({
    port,
    supergraphSdl: await readFile(supergraphPath, 'utf8'),
    doors:
      doors === 'http'
        ? { kind: 'http', urls: subgraphUrls }
        : { kind: 'in-process', schemaOf: (name) => liveSchema(name, feed) },
    lane: 'fast',
    identity,
    // The fixture's subscriptions are feeds of events: whoever joins others waits for the next one.
    live: { lateJoiners: 'nextEvent' },
    // Clients that are cut for what they left unread are part of a measurement.
    logLevel: 'error',
  });
  answerCommands({
    publish: () => feed.publish(),
    followers: () => feed.followers,
    memory: measureMemory,
  });
});

import { readFile } from 'node:fs/promises';
import { subgraphSchema } from '../fixture/compose-fixture.ts';
import { SUBGRAPHS } from '../fixture/subgraph-sdl.ts';
import { runServer } from './server-process.ts';
import { startBazaarGateway, type Doors, type Lane, type Steps } from './start-bazaar-gateway.ts';

/** The gateway of this repository; its arguments after the settings are the kind of its doors, its lane, and what it does beside. */
const [doors, lane, steps] = process.argv.slice(3) as [Doors['kind'], Lane, Steps | undefined];

await runServer(async ({ port, subgraphUrls, identity, manifestPath, ...paths }) => {
  const supergraphSdl = await readFile(steps ? paths.guardedSupergraphPath : paths.supergraphPath, 'utf8');
  await startBazaarGateway({
    port,
    supergraphSdl,
    doors: doors === 'http' ? { kind: 'http', urls: subgraphUrls } : { kind: 'in-process', schemaOf: schemaOfSubgraph },
    lane,
    identity,
    steps: steps && { are: steps, manifestPath },
  });
});

function schemaOfSubgraph(name: string) {
  const known = SUBGRAPHS.find((subgraph) => subgraph === name);
  if (!known) throw new Error(`The fixture has no subgraph ${name}.`);
  return subgraphSchema(known);
}

import { serveSubgraph } from '@bazaar/subgraph/serve-subgraph';
import { catalog } from './subgraph.ts';

await serveSubgraph(catalog);

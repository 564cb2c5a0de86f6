import { serveSubgraph } from '@bazaar/subgraph/serve-subgraph';
import { vendors } from './subgraph.ts';

await serveSubgraph(vendors);

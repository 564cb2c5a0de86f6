import { serveSubgraph } from '@bazaar/subgraph/serve-subgraph';
import { orders } from './subgraph.ts';

await serveSubgraph(orders);

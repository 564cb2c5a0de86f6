import { serveSubgraph } from '@bazaar/subgraph/serve-subgraph';
import { cart } from './subgraph.ts';

await serveSubgraph(cart);

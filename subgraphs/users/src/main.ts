import { serveSubgraph } from '@bazaar/subgraph/serve-subgraph';
import { users } from './subgraph.ts';

await serveSubgraph(users);

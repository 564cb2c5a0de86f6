import type { SubgraphContext } from '@bazaar/subgraph/context';
import type { CatalogConfig } from './config.ts';
import { createLoaders, type CatalogLoaders } from './loaders.ts';

export interface CatalogContext extends SubgraphContext<CatalogConfig> {
  readonly loaders: CatalogLoaders;
}

export function createContext(base: SubgraphContext<CatalogConfig>): CatalogContext {
  return { ...base, loaders: createLoaders(base) };
}

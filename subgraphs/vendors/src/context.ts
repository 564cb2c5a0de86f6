import type { SubgraphContext } from '@bazaar/subgraph/context';
import type { VendorsConfig } from './config.ts';
import { createLoaders, type VendorsLoaders } from './loaders.ts';

export interface VendorsContext extends SubgraphContext<VendorsConfig> {
  readonly loaders: VendorsLoaders;
}

export function openServices(): Promise<object> {
  return Promise.resolve({});
}

export function createContext(base: SubgraphContext<VendorsConfig>): VendorsContext {
  return { ...base, loaders: createLoaders(base) };
}

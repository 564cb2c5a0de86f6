import { CASE_NAMES, type CaseName } from './fixture/cases.ts';

/** One server under test: the name it has in the results, and the program that serves it. */
export interface Variant {
  readonly name: string;
  /** Relative to the repository. */
  readonly script: string;
  readonly arguments: readonly string[];
  /** Lives in `bench/gateway`, whose packages must be installed. */
  readonly isPeer: boolean;
  /** What it is asked. */
  readonly queries: readonly CaseName[];
}

/** What ratios are of. */
export const STOCK = 'stock';
/** The server that does nothing but answer. */
export const BARE = 'bare';

/** Everybody's; documents that are asked for by their id are not. */
const COMMON = CASE_NAMES.filter((name) => name !== 'revalidated');

export const VARIANTS: readonly Variant[] = [
  peer(STOCK, 'stock'),
  peer('hive', 'hive'),
  peer('hive-rust', 'hive', 'rust'),
  peer('mercurius', 'mercurius'),
  own('bazaar-http', 'bazaar', 'http', 'fast'),
  own('bazaar-http-apollo', 'bazaar', 'http', 'apollo'),
  own('bazaar-in-process', 'bazaar', 'in-process', 'fast'),
  own('bazaar-in-process-apollo', 'bazaar', 'in-process', 'apollo'),
  own('bazaar-http-guarded', 'bazaar', 'http', 'fast', 'guarded'),
  own('bazaar-in-process-guarded', 'bazaar', 'in-process', 'fast', 'guarded'),
  { ...own('bazaar-http-cached', 'bazaar', 'http', 'fast', 'cached'), queries: ['public', 'revalidated'] },
  peer('monolith-apollo', 'monolith-apollo'),
  peer('monolith-yoga', 'monolith-yoga'),
  peer('monolith-mercurius-jit', 'monolith-mercurius-jit'),
  { ...own(BARE, 'bare'), queries: CASE_NAMES },
];

function peer(name: string, script: string, ...args: string[]): Variant {
  return { name, script: `bench/gateway/src/${script}.ts`, arguments: args, isPeer: true, queries: COMMON };
}

function own(name: string, script: string, ...args: string[]): Variant {
  return { name, script: `bench/src/gateway/servers/${script}.ts`, arguments: args, isPeer: false, queries: COMMON };
}

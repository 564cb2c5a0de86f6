/** One server under test: the name it has in the results, and the program that serves it. */
export interface Variant {
  readonly name: string;
  /** Relative to the repository. */
  readonly script: string;
  readonly arguments: readonly string[];
  /** Lives in `bench/gateway`, whose packages must be installed. */
  readonly isPeer: boolean;
}

/** What ratios are of. */
export const STOCK = 'stock';

export const VARIANTS: readonly Variant[] = [
  peer(STOCK, 'stock'),
  peer('hive', 'hive'),
  peer('hive-rust', 'hive', 'rust'),
  peer('mercurius', 'mercurius'),
  own('bazaar-http', 'bazaar', 'http', 'fast'),
  own('bazaar-http-apollo', 'bazaar', 'http', 'apollo'),
  own('bazaar-in-process', 'bazaar', 'in-process', 'fast'),
  own('bazaar-in-process-apollo', 'bazaar', 'in-process', 'apollo'),
  peer('monolith-apollo', 'monolith-apollo'),
  peer('monolith-yoga', 'monolith-yoga'),
  peer('monolith-mercurius-jit', 'monolith-mercurius-jit'),
  own('bare', 'bare'),
];

function peer(name: string, script: string, ...args: string[]): Variant {
  return { name, script: `bench/gateway/src/${script}.ts`, arguments: args, isPeer: true };
}

function own(name: string, script: string, ...args: string[]): Variant {
  return { name, script: `bench/src/gateway/servers/${script}.ts`, arguments: args, isPeer: false };
}

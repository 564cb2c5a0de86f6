/** How long the generated part of the suite runs, and from where it starts. */
export interface GeneratorConfig {
  readonly seed: number;
  /** Operations per property. */
  readonly runs: number;
}

/** The same operations every time, unless `CONFORMANCE_SEED` or `CONFORMANCE_RUNS` say otherwise. */
export function readGeneratorConfig(): GeneratorConfig {
  const { CONFORMANCE_SEED: seed = '20', CONFORMANCE_RUNS: runs = '40' } = process.env;
  return { seed: Number(seed), runs: Number(runs) };
}

/** One load on one variant. */
export interface Measured {
  readonly name: string;
  readonly query: string;
  readonly workers: number;
  readonly rps: number;
  readonly p99Ms: number;
  /** Of the server under test, all its processes. */
  readonly cpuMsPerRequest: number;
  /** How much of its cores it used: 1 is all of them, all the time. */
  readonly coresBusy: number;
  /** Requests without the right answer. Anything but 0 makes the figures worthless. */
  readonly failed: number;
}

export interface Summary extends Measured {
  /**
   * Times stock's throughput where both used up their cores; else {@link cpuRatioToStock}, because something else held one of them back.
   * Null without stock.
   */
  readonly ratioToStock: number | null;
  /** How many requests it answers with the CPU time that stock needs for one. */
  readonly cpuRatioToStock: number | null;
  /** As {@link ratioToStock}, of the server that does nothing but answer: what is kept is measured by it. */
  readonly ratioToBare: number | null;
}

/** From here on a server counts as having used up its cores. */
const SATURATED = 0.9;

/**
 * The medians of each variant, query and number of workers over all rounds, in the order in which they first appear, held against those of `stock` and
 * `bare`.
 */
export function summarise(rounds: readonly Measured[], { stock, bare }: { stock: string; bare: string }): Summary[] {
  const groups = new Map<string, Measured[]>();
  for (const measured of rounds) {
    const key = JSON.stringify([measured.name, measured.query, measured.workers]);
    groups.set(key, [...(groups.get(key) ?? []), measured]);
  }
  const medians = [...groups.values()].flatMap(medianOf);
  const named = (base: string, like: Measured): Measured | undefined =>
    medians.find(({ name, query, workers }) => name === base && query === like.query && workers === like.workers);
  return medians.map((measured) => {
    const base = named(stock, measured);
    return {
      ...measured,
      ratioToStock: ratio(measured, base),
      cpuRatioToStock: base ? cpuRatio(measured, base) : null,
      ratioToBare: ratio(measured, named(bare, measured)),
    };
  });
}

function ratio(measured: Measured, base: Measured | undefined): number | null {
  if (!base) return null;
  const bothSaturated = base.coresBusy >= SATURATED && measured.coresBusy >= SATURATED;
  return bothSaturated ? round(measured.rps / base.rps, 2) : cpuRatio(measured, base);
}

function cpuRatio(measured: Measured, base: Measured): number {
  return round(base.cpuMsPerRequest / measured.cpuMsPerRequest, 2);
}

/** The middle value; of an even number of values the mean of the two in the middle. @throws without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('No values have no median.');
  return (lower + upper) / 2;
}

/** Rounded to so many decimals. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** No element for an empty group. */
function medianOf(rounds: readonly Measured[]): Measured[] {
  const [first] = rounds;
  if (!first) return [];
  const middle = (figure: 'rps' | 'p99Ms' | 'cpuMsPerRequest' | 'coresBusy', decimals: number): number =>
    round(median(rounds.map((measured) => measured[figure])), decimals);
  const { name, query, workers } = first;
  return [
    {
      name,
      query,
      workers,
      rps: middle('rps', 1),
      p99Ms: middle('p99Ms', 2),
      cpuMsPerRequest: middle('cpuMsPerRequest', 4),
      coresBusy: middle('coresBusy', 2),
      failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
    },
  ];
}

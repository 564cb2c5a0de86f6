import type { WrittenAnswer } from './judge/compare.ts';
import type { FixtureParts } from './supergraph/fixture.ts';
import type { Circumstances } from './stage.ts';

/** One operation, and what must come of it. Without `answer`, the monolith says what. */
export interface Claim extends Circumstances {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** The right answer, where the monolith cannot know it: it has no subgraphs that are down or do not know an entity. */
  readonly answer?: WrittenAnswer;
  /** Where the stock executor is wrong. The others must give the right answer. */
  readonly stockDiffers?: StockDifference;
  /** How many fetches some subgraphs get. */
  readonly fetches?: Readonly<Record<string, number>>;
}

export interface StockDifference {
  readonly why: string;
  readonly answer: WrittenAnswer;
  /** What it sends that no executor may. */
  readonly offence?: string;
}

/** Claims about one fixture. A bare query stands for a claim with nothing else. */
export interface ClaimSet {
  readonly title: string;
  readonly fixture: FixtureParts;
  /** The gateway refuses such supergraphs: the claims show why, on the stock executor alone. */
  readonly isRefused?: boolean;
  readonly claims: Readonly<Record<string, Claim | string>>;
}

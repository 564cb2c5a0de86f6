import fc from 'fast-check';
import type { ClientOperation } from '../../executor-under-test.ts';
import { arbitraryOperation } from './arbitrary-operation.ts';
import { readGeneratorConfig } from './config.ts';
import { drawOperation } from './draw-operation.ts';
import type { FixtureParts } from '../supergraph/fixture.ts';
import { findFragileFields } from './fragile-fields.ts';
import { reportOf } from '../judge/report.ts';
import { DEFECTS, hashOf, LAPSES, spoilAnswers, type SpoilKind } from './spoil-answer.ts';
import { stageOf, type Circumstances, type Outage } from '../stage.ts';
import { breakPlaces, checkSoundness, compareWithMonolith, compareWithStock, type Trial } from './trials.ts';

export interface Subject {
  readonly parts: FixtureParts;
  readonly kind: 'query' | 'mutation';
  /** Values for arguments of type ID. */
  readonly ids: readonly string[];
}

/** Plays generated operations; each function throws with the smallest failure, told in full. */
export interface Prover {
  /** Data, and the nulls that errors explain, are the monolith's while fields break. */
  followsMonolith(): Promise<void>;
  /** Data is the stock executor's when subgraphs lapse or are lost. */
  followsStock(): Promise<void>;
  /** Whatever subgraphs answer, the answer is sound. */
  staysSound(): Promise<void>;
}

/** Response keys that may clash: with keys and required fields, with what objects inherit from their prototype, with names that are made up on the way. */
const ALIASES = [
  'a',
  'b',
  'id',
  'sku',
  'secret',
  'weight',
  'title',
  'bestWork',
  'brand',
  'name',
  '__typename',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '_0',
  '_1',
  'blurb__alias_0',
  '_entities',
  'representations',
];

/** What goes wrong around one operation. */
const misfortune = fc.record({
  breaks: fc.array(
    fc.record({ pick: fc.nat({ max: 999 }), failure: fc.constantFrom('null' as const, 'throws' as const) }),
    { maxLength: 4 },
  ),
  /** By subgraph, in the order of the fixture. */
  outages: fc.array(fc.constantFrom<Outage | null>(null, null, 'down', 'refuses', 'silent'), { maxLength: 5 }),
  spoilSeed: fc.nat({ max: 9_999 }),
  delaySeed: fc.nat({ max: 99 }),
});
type Misfortune = typeof misfortune extends fc.Arbitrary<infer T> ? T : never;

export function createProver(executor: string, { parts, kind, ids }: Subject): Prover {
  const { seed, runs } = readGeneratorConfig();
  const stage = stageOf(parts);
  const { apiSchema, subgraphs } = stage.fixture;
  const fragile = findFragileFields(stage.fixture);

  async function prove(
    trial: Trial,
    toCircumstances: (operation: ClientOperation, misfortune: Misfortune) => Promise<Circumstances>,
  ): Promise<void> {
    const sketch = arbitraryOperation({ schema: apiSchema, kind, ids, aliases: ALIASES, depth: 4 });
    const property = fc.asyncProperty(sketch, misfortune, async (sketched, given) => {
      const operation = drawOperation(apiSchema, kind, sketched);
      const failure = await trial(stage, executor, operation, await toCircumstances(operation, given));
      if (failure) throw new Error(reportOf(stage.fixture, failure));
    });
    const { failed, errorInstance, numRuns } = await fc.check(property, { seed, numRuns: runs });
    if (failed) throw new Error(`${String(errorInstance)}\n\nOperation ${numRuns} of seed ${seed}.`);
  }

  async function breakFields(operation: ClientOperation, { breaks, delaySeed }: Misfortune): Promise<Circumstances> {
    return {
      faults: await breakPlaces(stage, operation, breaks, (coordinate) => fragile.has(coordinate)),
      delay: (subgraph, { query }) => hashOf(`${delaySeed} ${subgraph} ${query}`) % 4,
    };
  }

  /** Breaks any field, loses subgraphs, and spoils one in `oneIn` values. */
  function breakAnything(kinds: readonly SpoilKind[], oneIn: number) {
    return async (operation: ClientOperation, given: Misfortune): Promise<Circumstances> => ({
      ...(await breakFields(operation, given)),
      faults: await breakPlaces(stage, operation, given.breaks, () => false),
      outages: Object.fromEntries(
        subgraphs.flatMap(({ name }, index) => {
          const outage = given.outages[index];
          return outage ? [[name, outage]] : [];
        }),
      ),
      spoil: spoilAnswers({ seed: given.spoilSeed, oneIn, kinds }),
    });
  }

  return {
    followsMonolith: () => prove(compareWithMonolith, breakFields),
    followsStock: () => prove(compareWithStock, breakAnything(LAPSES, 40)),
    staysSound: () => prove(checkSoundness, breakAnything([...LAPSES, ...DEFECTS], 20)),
  };
}

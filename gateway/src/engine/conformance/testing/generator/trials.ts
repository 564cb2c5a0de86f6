import type { Answer, ClientOperation } from '../../executor-under-test.ts';
import {
  differencesButForPlacesInLists,
  differencesFromMonolith,
  differencesFromReference,
  unheardReasons,
} from '../judge/compare.ts';
import { STOCK } from '../executors.ts';
import type { Failure } from '../judge/report.ts';
import { findUnsoundness } from '../judge/soundness.ts';
import type { Circumstances, Stage } from '../stage.ts';
import type { Failure as FieldFailure, Faults } from '../supergraph/world.ts';

/** Plays one generated operation. The failure says what is wrong; null when nothing is. */
export type Trial = (
  stage: Stage,
  executor: string,
  operation: ClientOperation,
  circumstances: Circumstances,
) => Promise<Failure | null>;

/** The executor answers as the monolith does, and for the same reasons. The stock executor's count too: it comes across failures in another order. */
export const compareWithMonolith: Trial = async (stage, executor, operation, circumstances) => {
  const { answer: monolith } = await stage.consult(operation, circumstances.faults);
  const others: Record<string, Answer> = { monolith };
  const performance = await stage.perform(executor, operation, circumstances);
  const { answer } = performance;
  const differences = [...performance.offences, ...findUnsoundness(stage.fixture.apiSchema, operation, answer)];
  if (executor === STOCK) {
    differences.push(...differencesButForPlacesInLists(answer, monolith));
  } else {
    const stock = (others[STOCK] = (await stage.perform(STOCK, operation, circumstances)).answer);
    differences.push(...differencesFromMonolith(answer, monolith), ...unheardReasons(answer, [monolith, stock]));
  }
  if (differences.length === 0) return null;
  return { executor, differences: [...new Set(differences)], performance, operation, circumstances, others };
};

/**
 * The executor has the stock executor's data and at least its errors, wherever that one has an answer and asked nobody what it must not. Or it has the
 * monolith's data: what is lost was not needed then.
 */
export const compareWithStock: Trial = async (stage, executor, operation, circumstances) => {
  const performance = await stage.perform(executor, operation, circumstances);
  const { answer: stock, offences } = await stage.perform(STOCK, operation, circumstances);
  const differences = [...performance.offences];
  const { answer: monolith } = await stage.consult(operation, circumstances.faults);
  const isWhole = JSON.stringify(performance.answer.data) === JSON.stringify(monolith.data);
  const isReference = stock.data !== undefined && offences.length === 0;
  if (isReference && !isWhole) differences.push(...differencesFromReference(performance.answer, stock));
  const others = { [STOCK]: stock };
  return differences.length > 0 ? { executor, differences, performance, operation, circumstances, others } : null;
};

/** Whatever the subgraphs answer, the executor's answer is one that a client can read. */
export const checkSoundness: Trial = async (stage, executor, operation, circumstances) => {
  const performance = await stage.perform(executor, operation, circumstances);
  const differences = findUnsoundness(stage.fixture.apiSchema, operation, performance.answer);
  return differences.length > 0 ? { executor, differences, performance, operation, circumstances, others: {} } : null;
};

export interface Break {
  /** Picks one of the places that are read. */
  readonly pick: number;
  readonly failure: FieldFailure;
}

/** Breaks places among those that the operation reads, so that every fault is felt. */
export async function breakPlaces(
  stage: Stage,
  operation: ClientOperation,
  breaks: readonly Break[],
  isFragile: (coordinate: string) => boolean,
): Promise<Faults> {
  const { reads } = await stage.consult(operation);
  const places = [...reads].filter(([, coordinate]) => !isFragile(coordinate)).map(([place]) => place);
  return Object.fromEntries(
    breaks.flatMap(({ pick, failure }) => {
      const place = places[pick % places.length];
      return place === undefined ? [] : [[place, failure]];
    }),
  );
}

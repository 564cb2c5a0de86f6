import { parse, validate } from 'graphql';
import { expect } from 'vitest';
import type { Answer, ClientOperation } from '../executor-under-test.ts';
import type { Claim } from './claim.ts';
import { STOCK, UNDECIDED } from './executors.ts';
import { differencesFromMonolith, differencesFromWritten, differencesOfExecutors } from './judge/compare.ts';
import { reportOf } from './judge/report.ts';
import { stageOf, type Performance, type Stage } from './stage.ts';
import type { FixtureParts } from './supergraph/fixture.ts';

/** Throws with a full report where `executor` does not do what the claim says. */
export async function checkClaim(parts: FixtureParts, executor: string, given: Claim | string): Promise<void> {
  const stage = stageOf(parts);
  const claim = typeof given === 'string' ? { query: given } : given;
  const operation = {
    document: parse(claim.query),
    variables: claim.variables ?? {},
    operationName: claim.operationName,
  };
  expect(validate(stage.fixture.apiSchema, operation.document)).toEqual([]);
  const performance = await stage.perform(executor, operation, claim);
  const others: Record<string, Answer> = {};
  const right = [
    ...performance.offences,
    ...(executor === UNDECIDED ? [] : differencesOfFetches(performance, claim.fetches ?? {})),
    ...(await differencesFromRight(stage, operation, claim, performance.answer, others)),
  ];
  let differences = right;
  if (executor === STOCK && claim.stockDiffers) {
    differences = differencesFromWritten(performance.answer, claim.stockDiffers.answer);
    if (performance.offences[0] !== claim.stockDiffers.offence)
      differences.push(`offends by ${performance.offences[0] ?? 'nothing'}`);
    if (right.length === 0) differences.push('is right here, and said to differ');
  } else if (executor !== STOCK && !claim.stockDiffers) {
    others[STOCK] = (await stage.perform(STOCK, operation, claim)).answer;
    differences = [...right, ...differencesOfExecutors(performance.answer, others[STOCK])];
  }
  if (differences.length > 0)
    expect.fail(
      reportOf(stage.fixture, { executor, differences, performance, operation, circumstances: claim, others }),
    );
}

/** Leaves the monolith's answer in `others` when it was asked. */
async function differencesFromRight(
  stage: Stage,
  operation: ClientOperation,
  claim: Claim,
  answer: Answer,
  others: Record<string, Answer>,
): Promise<string[]> {
  if (claim.answer) return differencesFromWritten(answer, claim.answer);
  const consulted = await stage.consult(operation, claim.faults);
  others['monolith'] = consulted.answer;
  return differencesFromMonolith(answer, consulted.answer);
}

function differencesOfFetches({ fetches }: Performance, expected: Readonly<Record<string, number>>): string[] {
  return Object.entries(expected).flatMap(([name, count]) => {
    const seen = fetches.filter(({ subgraph }) => subgraph === name).length;
    return seen === count ? [] : [`asks ${name} ${seen} times instead of ${count}`];
  });
}

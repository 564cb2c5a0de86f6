import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { print } from 'graphql';
import type { Answer, ClientOperation } from '../../executor-under-test.ts';
import { describeError } from './compare.ts';
import type { Fixture } from '../supergraph/fixture.ts';
import type { Circumstances, Performance } from '../stage.ts';

export interface Failure {
  readonly executor: string;
  readonly differences: readonly string[];
  readonly performance: Performance;
  readonly operation: ClientOperation;
  readonly circumstances: Circumstances;
  /** Answers it was compared with, by where they come from. */
  readonly others: Readonly<Record<string, Answer>>;
}

/** A failure as a reader needs it: the operation, what went wrong meanwhile, the plan, every fetch, and the answers. */
export function reportOf(fixture: Fixture, failure: Failure): string {
  const { executor, differences, performance, operation, circumstances, others } = failure;
  const { faults, outages } = circumstances;
  return [
    `The ${executor} executor:`,
    ...differences.map((difference) => `  ${difference}`),
    '',
    print(operation.document),
    `variables: ${JSON.stringify(operation.variables)}`,
    ...(faults ? [`faults: ${JSON.stringify(faults)}`] : []),
    ...(outages ? [`outages: ${JSON.stringify(outages)}`] : []),
    '',
    planOf(fixture, operation),
    '',
    ...performance.fetches.map(
      ({ subgraph, query, variables, answer }) =>
        `${subgraph} <- ${query} ${JSON.stringify(variables)}\n${' '.repeat(subgraph.length)} -> ${textOf(answer)}`,
    ),
    '',
    ...[[executor, performance.answer] as const, ...Object.entries(others)].flatMap(([name, { data, errors = [] }]) => [
      `${name}: ${JSON.stringify(data)}`,
      ...errors.map((error) => `  ${describeError(error)}`),
    ]),
  ].join('\n');
}

function textOf(answer: Answer | Error): string {
  return answer instanceof Error ? `fails: ${answer.message}` : JSON.stringify(answer);
}

function planOf({ supergraphSdl }: Fixture, { document, operationName }: ClientOperation): string {
  const supergraph = Supergraph.build(supergraphSdl);
  const operation = operationFromDocument(supergraph.apiSchema(), document, { operationName, validate: false });
  try {
    return prettyFormatQueryPlan(new QueryPlanner(supergraph).buildQueryPlan(operation));
  } catch (error) {
    return `no plan: ${String(error)}`;
  }
}

import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { perCombination, type ConditionVariable } from '../plain/condition-variables.ts';
import type { PlainOperation } from '../plain/plain-operation.ts';
import { compileAnswer, type ClientOperation, type CompiledAnswer } from './compile-answer.ts';
import { compileGivenAnswer, type DocumentedFetch } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import { compileIntrospection } from './introspect.ts';
import { isPromise, Run, type Awaitable, type CallSubgraph, type Data, type FetchAnswer, type Step } from './run.ts';
import { createTypeConditions, type TypeConditions } from './type-conditions.ts';

export interface PlannedOperation extends ClientOperation, PlainOperation {
  readonly plan: QueryPlan;
  readonly conditions: Conditions;
}

/** What skips or includes parts of an operation. */
export interface Conditions {
  /** Those that the plan has decided, by their variables. */
  readonly decide: (variable: string) => boolean | undefined;
  /** The others. */
  readonly open: readonly ConditionVariable[];
}

export interface Schemas {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: GraphQLSchema;
  /** What this client may know of it: introspection tells of this. */
  readonly seen: GraphQLSchema;
}

export interface Execution {
  /** As the client gave them, and checked. */
  readonly variables: Readonly<Data>;
  readonly call: CallSubgraph;
  /** For a subscription: the answer of the plan's first fetch. */
  readonly event?: FetchAnswer | undefined;
}

export type ExecuteCompiled = (execution: Execution) => Awaitable<CompiledAnswer>;

/** Combinations of open conditions that stay compiled for one plan. */
export const MAX_COMBINATIONS = 32;

/**
 * Compiles an operation and its plan into one function. What depends on the operation alone is decided here: which objects to collect, how to read
 * their keys, what to merge where, and how to write the answer. Nothing is left to decide per value.
 */
export function compileOperation(operation: PlannedOperation, schemas: Schemas): ExecuteCompiled {
  const { decide, open } = operation.conditions;
  const types = createTypeConditions(schemas.supergraphSchema);
  const variantFor = perCombination(open, MAX_COMBINATIONS, (valueOf) =>
    compileVariant(operation, schemas, types, (name) => decide(name) ?? valueOf(name) ?? false),
  );
  return (execution) => variantFor(execution.variables)(execution);
}

function compileVariant(
  operation: PlannedOperation,
  { apiSchema, seen }: Schemas,
  conditions: TypeConditions,
  isTrue: (variable: string) => boolean,
): ExecuteCompiled {
  const write = compileAnswer(operation, apiSchema, isTrue);
  const { takeEvent, step } = compileSteps(operation.plan.node, { conditions, isTrue });
  const introspect = compileIntrospection(operation.plain, seen);

  const answer = (run: Run): CompiledAnswer => write(run.data, run.errors, run.isPlain);
  return ({ variables, call, event }) => {
    const run = new Run(operation.valuesOf(variables), call);
    if (introspect) {
      Object.assign(run.data, introspect(run.variables));
      run.isPlain = false;
    }
    if (event) takeEvent?.(run, event);
    const pending = step(run);
    return isPromise(pending) ? pending.then(() => answer(run)) : answer(run);
  };
}

function compileSteps(
  node: PlanNode | SubscriptionNode | undefined,
  compilation: { conditions: TypeConditions; isTrue: (variable: string) => boolean },
): { step: Step; takeEvent?: (run: Run, event: FetchAnswer) => void } {
  const nothing: Step = () => undefined;
  if (!node) return { step: nothing };
  if (node.kind !== 'Subscription') return { step: compilePlan(node, [], compilation) };
  return {
    // Plans are made with `exposeDocumentNodeInFetchNode`.
    takeEvent: compileGivenAnswer(node.primary as DocumentedFetch, compilation.conditions),
    step: node.rest ? compilePlan(node.rest, [], compilation) : nothing,
  };
}

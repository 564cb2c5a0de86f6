import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LruMap } from '../lru-map.ts';
import { compileGivenAnswer, type DocumentedFetch } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import { conditionVariables } from './condition-variables.ts';
import { explainNulls } from './explain-nulls.ts';
import { rootShape, type ObjectShape } from './response-shape.ts';
import { isPromise, Run, type Awaitable, type CallSubgraph, type Data, type FetchAnswer, type Step } from './run.ts';
import { createTypeConditions, type TypeConditions } from './type-conditions.ts';
import { compileWriter, type Flaws } from './write-json.ts';

export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
}

export interface Schemas {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: GraphQLSchema;
}

export interface Execution {
  /** As the client gave them, and checked. */
  readonly variables: Readonly<Data>;
  readonly call: CallSubgraph;
  /** For a subscription: the answer of the plan's first fetch. */
  readonly event?: FetchAnswer | undefined;
}

export interface CompiledAnswer {
  /** `data` as JSON text. */
  readonly data: string;
  /** With the client's paths, and not masked. */
  readonly errors: readonly GraphQLFormattedError[];
}

export type ExecuteCompiled = (execution: Execution) => Awaitable<CompiledAnswer>;

/** Combinations of conditions that stay compiled for one operation. */
const MAX_VARIANTS = 32;

/**
 * Compiles an operation and its plan into one function. What depends on the operation alone is decided here: which objects to collect, how to read
 * their keys, what to merge where, and how to write the answer. Each combination of `@skip` and `@include` variables is a variant of its own, compiled
 * when it is first asked for, so that nothing is left to decide per value.
 */
export function compileOperation(operation: Operation, schemas: Schemas): ExecuteCompiled {
  const variables = conditionVariables(operation);
  const conditions = createTypeConditions(schemas.supergraphSchema);
  const variants = new LruMap<string, ExecuteCompiled>(MAX_VARIANTS);

  return (execution) => {
    let key = '';
    for (const { name, defaultValue } of variables)
      key += (execution.variables[name] ?? defaultValue) === true ? '1' : '0';
    let variant = variants.get(key);
    if (!variant) {
      const truths = new Map(variables.map(({ name }, index) => [name, key[index] === '1']));
      variant = compileVariant(operation, schemas.apiSchema, conditions, (name) => truths.get(name) ?? false);
      variants.set(key, variant);
    }
    return variant(execution);
  };
}

function compileVariant(
  { document, operation, plan }: Operation,
  apiSchema: GraphQLSchema,
  conditions: TypeConditions,
  isTrue: (variable: string) => boolean,
): ExecuteCompiled {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const type = apiSchema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}.`);
  const shape = rootShape(operation.selectionSet, type, { schema: apiSchema, fragments, isTrue });
  const write = compileWriter(shape);
  const { takeEvent, step } = compileSteps(plan.node, { conditions, isTrue });

  const answer = (run: Run): CompiledAnswer => writeAnswer(run, shape, write);
  return ({ variables, call, event }) => {
    const run = new Run(variables, call);
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

function writeAnswer(run: Run, shape: ObjectShape, write: (data: unknown, flaws: Flaws) => string): CompiledAnswer {
  const flaws: Flaws = { found: false };
  const data = write(run.data, flaws);
  const errors = flaws.found ? [...run.errors, ...explainNulls(shape, run.data, run.errors)] : run.errors;
  return { data, errors };
}

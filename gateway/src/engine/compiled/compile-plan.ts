import type { PlanNode } from '@apollo/query-planner';
import type { PlanPath } from './entities-at-path.ts';
import { compileEntityFetch, compileRootFetch, type DocumentedFetch } from './compile-fetch.ts';
import { isPromise, type Run, type Step } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

export interface PlanCompilation {
  readonly conditions: TypeConditions;
  /** The value of each variable that decides over a part of the plan. */
  readonly isTrue: (variable: string) => boolean;
}

/** Compiles a plan, or a part of it whose answer stands at `path`. Conditions are decided now: one compilation for each combination of their values. */
export function compilePlan(node: PlanNode, path: PlanPath, compilation: PlanCompilation): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((inner) => compilePlan(inner, path, compilation)));
    case 'Parallel':
      return inParallel(node.nodes.map((inner) => compilePlan(inner, path, compilation)));
    case 'Flatten':
      return compilePlan(node.node, [...path, ...node.path], compilation);
    case 'Condition': {
      const chosen = compilation.isTrue(node.condition) ? node.ifClause : node.elseClause;
      return chosen ? compilePlan(chosen, path, compilation) : () => undefined;
    }
    case 'Fetch': {
      // Plans are made with `exposeDocumentNodeInFetchNode`.
      const fetch = node as DocumentedFetch;
      const { requires } = fetch;
      if (requires) return compileEntityFetch({ ...fetch, requires }, path, compilation.conditions);
      return compileRootFetch(fetch, path, compilation.conditions);
    }
    case 'Defer':
      throw new Error('The planner is not asked for deferred plans.');
  }
}

export function inSequence(steps: readonly Step[]): Step {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return (run) => {
    for (const [index, step] of steps.entries()) {
      const pending = step(run);
      if (isPromise(pending)) return finishSequence(pending, steps, index + 1, run);
    }
    return undefined;
  };
}

async function finishSequence(pending: Promise<void>, steps: readonly Step[], from: number, run: Run): Promise<void> {
  await pending;
  for (const step of steps.slice(from)) await step(run);
}

function inParallel(steps: readonly Step[]): Step {
  return (run) => {
    const pending: Promise<void>[] = [];
    for (const step of steps) {
      const started = step(run);
      if (isPromise(started)) pending.push(started);
    }
    if (pending.length === 0) return;
    return pending.length === 1 ? pending[0] : Promise.all(pending).then(() => undefined);
  };
}

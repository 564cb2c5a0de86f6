import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { OTHER_ENTITIES, spreadError } from '../../sources/subgraph-errors.ts';
import { compileEntitiesAt, pathsAt, type PlanPath } from './entities-at-path.ts';
import { compileMerge, mergeAnything, mergeShapeOf, type Merge, type MergeShape } from './merge-answer.ts';
import { compileRepresentations } from './representations.ts';
import { compileRewrites } from './rewrites.ts';
import { isObject, isPromise, type Data, type FetchAnswer, type Run, type Step } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** A fetch whose document the planner was asked to keep. */
export type DocumentedFetch = FetchNode & { readonly operationDocumentNode: DocumentNode };

/** Fetches root fields, and merges them into every object at `path`, which is the whole answer unless a type leads back to a root type. */
export function compileRootFetch(fetch: DocumentedFetch, path: PlanPath, conditions: TypeConditions): Step {
  const entitiesAt = compileEntitiesAt(path);
  const merge = compileMerger(fetch, mergeShapeOf(fetch.operationDocumentNode), conditions);

  function take(run: Run, { data, errors, isPlain }: FetchAnswer): void {
    if (!isPlain) run.isPlain = false;
    if (errors) for (const error of errors) for (const at of pathsAt(run.data, path)) addError(run, error, at, 0);
    if (!data) return;
    const [first, ...others] = entitiesAt(run.data);
    // Each place needs objects of its own: later answers grow them apart.
    for (const other of others) merge(other, structuredClone(data));
    if (first) merge(first, data);
  }

  return (run) => {
    if (path.length > 0 && entitiesAt(run.data).length === 0) return;
    const answer = run.call(fetch, variablesOf(run, fetch));
    return isPromise(answer) ? answer.then((arrived) => take(run, arrived)) : take(run, answer);
  };
}

/** Takes the answer of a root fetch that has arrived already, as the event of a subscription has. */
export function compileGivenAnswer(
  fetch: DocumentedFetch,
  conditions: TypeConditions,
): (run: Run, answer: FetchAnswer) => void {
  const merge = compileMerger(fetch, mergeShapeOf(fetch.operationDocumentNode), conditions);
  return (run, { data, errors, isPlain }) => {
    if (!isPlain) run.isPlain = false;
    if (errors) for (const error of errors) addError(run, error, [], 0);
    if (data) merge(run.data, data);
  };
}

/** Fetches more of the entities at `path`, each distinct one once. */
export function compileEntityFetch(
  fetch: DocumentedFetch & { readonly requires: NonNullable<FetchNode['requires']> },
  path: PlanPath,
  conditions: TypeConditions,
): Step {
  const entitiesAt = compileEntitiesAt(path);
  const represent = compileRepresentations(
    fetch.requires,
    conditions,
    compileRewrites(fetch.inputRewrites, conditions),
  );
  const [, inner] = mergeShapeOf(fetch.operationDocumentNode).find(([key]) => key === '_entities') ?? [];
  const merge = compileMerger(fetch, inner ?? [], conditions);
  const isRewritten = (fetch.outputRewrites ?? []).length > 0;

  return (run) => {
    const entities = entitiesAt(run.data);
    if (entities.length === 0) return;
    const { representations, places } = represent(entities);
    if (representations.length === 0) return;

    const variables = variablesOf(run, fetch);
    variables['representations'] = representations;

    function take({ data, errors, isPlain }: FetchAnswer): void {
      if (!isPlain) run.isPlain = false;
      if (errors) for (const error of errors) addEntityError(run, error, path, places);
      if (!data) return;
      const received: unknown = data['_entities'];
      if (!Array.isArray(received) || received.length !== representations.length) {
        for (const error of spreadError(OTHER_ENTITIES, { document: fetch.operationDocumentNode, variables }))
          addEntityError(run, error, path, places);
        return;
      }
      for (let index = 0; index < entities.length; index++) {
        const entity = entities[index];
        const answer: unknown = received[places[index] ?? -1];
        if (!entity || !isObject(answer)) continue;
        if (isRewritten) answer['__typename'] ??= entity['__typename'];
        merge(entity, answer);
      }
    }

    const answer = run.call(fetch, variables);
    return isPromise(answer) ? answer.then(take) : take(answer);
  };
}

function compileMerger(fetch: FetchNode, shape: MergeShape, conditions: TypeConditions): Merge {
  const rewrite = compileRewrites(fetch.outputRewrites, conditions);
  if (!rewrite) return compileMerge(shape);
  return (target, source) => {
    rewrite(source);
    mergeAnything(target, source);
  };
}

/** What the client gave of the variables this fetch uses. Their defaults stand in the fetch itself. */
function variablesOf({ variables }: Run, { variableUsages }: FetchNode): Data {
  const used: Data = {};
  for (const name of variableUsages ?? []) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) used[name] = value;
  }
  return used;
}

/** An error at `['_entities', place, …rest]` concerns every entity that was asked for at that place. */
function addEntityError(run: Run, error: GraphQLFormattedError, path: PlanPath, places: readonly number[]): void {
  const at = pathsAt(run.data, path);
  const place = error.path?.[1];
  for (const [index, entityPath] of at.entries()) if (places[index] === place) addError(run, error, entityPath, 2);
}

function addError(run: Run, error: GraphQLFormattedError, at: readonly (string | number)[], skip: number): void {
  run.errors.push({ ...error, path: [...at, ...(error.path ?? []).slice(skip)] });
}

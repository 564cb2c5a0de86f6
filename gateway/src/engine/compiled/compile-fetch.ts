import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { spreadError } from '../../sources/subgraph-errors.ts';
import { entitiesAt, pathsAt, type PlanPath } from './entities-at-path.ts';
import { mergeAnswer, mergeAnything, mergeShapeOf, type MergeShape } from './merge-answer.ts';
import { compileRepresentation } from './representations.ts';
import { compileRewrites, type Rewrite } from './rewrites.ts';
import { isObject, isPromise, type Data, type FetchAnswer, type Run, type Step } from './run.ts';
import type { TypeConditions } from './type-conditions.ts';

/** A fetch whose document the planner was asked to keep. */
export type DocumentedFetch = FetchNode & { readonly operationDocumentNode: DocumentNode };

interface Merger {
  readonly rewrite: Rewrite | undefined;
  readonly shape: MergeShape;
}

/** Fetches root fields, and merges them into every object at `path`, which is the whole answer unless a type leads back to a root type. */
export function compileRootFetch(fetch: DocumentedFetch, path: PlanPath, conditions: TypeConditions): Step {
  const merger = mergerOf(fetch, mergeShapeOf(fetch.operationDocumentNode), conditions);

  function take(run: Run, { data, errors }: FetchAnswer): void {
    if (errors) for (const error of errors) for (const at of pathsAt(run.data, path)) addError(run, error, at, 0);
    if (!data) return;
    const [first, ...others] = entitiesAt(run.data, path);
    // Each place needs objects of its own: later answers grow them apart.
    for (const other of others) merge(other, structuredClone(data), merger);
    if (first) merge(first, data, merger);
  }

  return (run) => {
    if (path.length > 0 && entitiesAt(run.data, path).length === 0) return;
    const answer = run.call(fetch, variablesOf(run, fetch));
    return isPromise(answer) ? answer.then((arrived) => take(run, arrived)) : take(run, answer);
  };
}

/** Takes the answer of a root fetch that has arrived already, as the event of a subscription has. */
export function compileGivenAnswer(
  fetch: DocumentedFetch,
  conditions: TypeConditions,
): (run: Run, answer: FetchAnswer) => void {
  const merger = mergerOf(fetch, mergeShapeOf(fetch.operationDocumentNode), conditions);
  return (run, { data, errors }) => {
    if (errors) for (const error of errors) addError(run, error, [], 0);
    if (data) merge(run.data, data, merger);
  };
}

/** Fetches more of the entities at `path`, each distinct one once. */
export function compileEntityFetch(
  fetch: DocumentedFetch & { readonly requires: NonNullable<FetchNode['requires']> },
  path: PlanPath,
  conditions: TypeConditions,
): Step {
  const reader = compileRepresentation(fetch.requires, conditions);
  const rewriteInput = compileRewrites(fetch.inputRewrites, conditions);
  const [, inner] = mergeShapeOf(fetch.operationDocumentNode).find(([key]) => key === '_entities') ?? [];
  const merger = mergerOf(fetch, inner ?? [], conditions);

  return (run) => {
    const entities = entitiesAt(run.data, path);
    if (entities.length === 0) return;
    const representations: Data[] = [];
    /** For each entity the place of its representation; -1 for one that is not asked for. */
    const places: number[] = [];
    const known = new Map<string, number>();
    for (const entity of entities) {
      const key = reader.keyOf(entity);
      let place = key === undefined ? -1 : known.get(key);
      if (place === undefined) {
        const representation = reader.read(entity) ?? {};
        rewriteInput?.(representation);
        place = representations.push(representation) - 1;
        if (key !== undefined) known.set(key, place);
      }
      places.push(place);
    }
    if (representations.length === 0) return;

    const variables = variablesOf(run, fetch);
    variables['representations'] = representations;

    function take({ data, errors }: FetchAnswer): void {
      if (errors) for (const error of errors) addEntityError(run, error, path, places);
      if (!data) return;
      const received: unknown = data['_entities'];
      if (!Array.isArray(received) || received.length !== representations.length) {
        const malformed = { message: 'A subgraph answered with other entities than it was asked for.' };
        for (const error of spreadError(malformed, { document: fetch.operationDocumentNode, variables }))
          addEntityError(run, error, path, places);
        return;
      }
      for (let index = 0; index < entities.length; index++) {
        const entity = entities[index];
        const answer: unknown = received[places[index] ?? -1];
        if (!entity || !isObject(answer)) continue;
        if (merger.rewrite) answer['__typename'] ??= entity['__typename'];
        merge(entity, answer, merger);
      }
    }

    const answer = run.call(fetch, variables);
    return isPromise(answer) ? answer.then(take) : take(answer);
  };
}

function mergerOf(fetch: FetchNode, shape: MergeShape, conditions: TypeConditions): Merger {
  return { rewrite: compileRewrites(fetch.outputRewrites, conditions), shape };
}

function merge(target: Data, source: Data, { rewrite, shape }: Merger): void {
  if (!rewrite) return mergeAnswer(target, source, shape);
  rewrite(source);
  mergeAnything(target, source);
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

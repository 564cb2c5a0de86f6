import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';

/** What is wrong with an answer of entities that are not as many as were asked for. */
export const OTHER_ENTITIES = { message: 'A subgraph answered with other entities than it was asked for.' };

type Variables = Readonly<Record<string, unknown>>;

/** A fetch of the query plan, as far as its error paths are concerned. */
export interface FetchedOperation {
  readonly document: DocumentNode;
  readonly variables: Variables;
}

/**
 * The errors of a fetch that failed as a whole: one for each field it was to bring, each with its path within the fetch,
 * `['_entities', index, field]` for entities. The executor maps those onto the client's operation.
 */
export function spreadError(error: GraphQLFormattedError, fetch: FetchedOperation): GraphQLFormattedError[] {
  return pathsOf(fetch).map((path) => ({ ...error, path }));
}

/**
 * Gives every error of a subgraph's answer a path. Errors without one concern the whole fetch
 * (the request was refused, its variables did not fit).
 */
export function locateErrors(
  errors: readonly GraphQLFormattedError[],
  fetch: FetchedOperation,
): GraphQLFormattedError[] {
  return errors.flatMap((error) => (isLocated(error) ? [error] : spreadError(error, fetch)));
}

function isLocated({ path }: GraphQLFormattedError): boolean {
  if (!path || path.length === 0) return false;
  return path[0] !== '_entities' || typeof path[1] === 'number';
}

function pathsOf({ document, variables }: FetchedOperation): (string | number)[][] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];

  const representations = variables['representations'];
  const walk = { fragments, variables };
  return [...selectedFields(operation.selectionSet, undefined, walk)].flatMap(([key, inner]) => {
    if (key !== '_entities' || !inner || !Array.isArray(representations)) return [[key]];
    return representations.flatMap((representation: { __typename?: unknown }, index) =>
      [...selectedFields(inner, representation.__typename, walk).keys()].map((field) => [key, index, field]),
    );
  });
}

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/**
 * Response keys selected on an object of `typename`, without `__typename`. `undefined` stands for any type.
 * Fragments on interfaces count as matching when no fragment names the type itself.
 */
function selectedFields(
  set: SelectionSetNode,
  typename: unknown,
  walk: Walk,
): Map<string, SelectionSetNode | undefined> {
  const exact = collect(set, walk, (condition) => condition === typename || typename === undefined);
  return exact.size > 0 ? exact : collect(set, walk, () => true);
}

function collect(
  set: SelectionSetNode,
  walk: Walk,
  matches: (condition: string) => boolean,
  into = new Map<string, SelectionSetNode | undefined>(),
): Map<string, SelectionSetNode | undefined> {
  for (const selection of set.selections) {
    if (isSkipped(selection, walk.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value !== '__typename')
        into.set(selection.alias?.value ?? selection.name.value, selection.selectionSet);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value;
    if (fragment && (condition === undefined || matches(condition)))
      collect(fragment.selectionSet, walk, matches, into);
  }
  return into;
}

function isSkipped(selection: SelectionSetNode['selections'][number], variables: Variables): boolean {
  return (selection.directives ?? []).some((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return false;
    const given = directive.arguments?.[0]?.value;
    const value =
      given?.kind === Kind.VARIABLE
        ? variables[given.name.value]
        : given?.kind === Kind.BOOLEAN
          ? given.value
          : undefined;
    return name === 'skip' ? value === true : value === false;
  });
}

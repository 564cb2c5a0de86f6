import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { isObject, type Data } from './run.ts';

/**
 * The response keys of a fetch: leaves, which replace what is there, and objects, which grow. Custom scalars may be objects too; knowing the selection
 * keeps them whole.
 */
export type MergeShape = readonly (readonly [key: string, inner: MergeShape | undefined])[];

/** The shape of a fetch's answer, whatever the types of its objects turn out to be. */
export function mergeShapeOf(document: DocumentNode): MergeShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let root: SelectionSetNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet;
  }
  return root ? shapeOf([root], fragments) : [];
}

function shapeOf(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): MergeShape {
  const inner = new Map<string, SelectionSetNode[]>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const sets = inner.get(key) ?? [];
        inner.set(key, selection.selectionSet ? [...sets, selection.selectionSet] : sets);
      } else {
        const body =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : fragments.get(selection.name.value)?.selectionSet;
        if (body) collect(body);
      }
    }
  };
  sets.forEach(collect);
  return [...inner].map(([key, nested]) => [key, nested.length > 0 ? shapeOf(nested, fragments) : undefined]);
}

/** Puts what a subgraph sent into what is known. Objects of `source` may become part of `target`. */
export function mergeAnswer(target: Data, source: Data, shape: MergeShape): void {
  for (const [key, inner] of shape) {
    const value = source[key];
    if (value === undefined) continue;
    const known = target[key];
    if (inner === undefined || known === undefined || known === null) target[key] = value;
    else target[key] = mergeValues(known, value, inner);
  }
}

function mergeValues(known: unknown, value: unknown, inner: MergeShape): unknown {
  if (isObject(known) && isObject(value)) {
    mergeAnswer(known, value, inner);
    return known;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  for (let index = 0; index < value.length; index++) known[index] = mergeValues(known[index], value[index], inner);
  return known;
}

/** As {@link mergeAnswer}, for answers whose keys were rewritten: nothing is known of their shape. */
export function mergeAnything(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined || key === '__proto__') continue;
    target[key] = mergeAnyValues(target[key], value);
  }
}

function mergeAnyValues(known: unknown, value: unknown): unknown {
  if (isObject(known) && isObject(value)) {
    mergeAnything(known, value);
    return known;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  for (let index = 0; index < value.length; index++) known[index] = mergeAnyValues(known[index], value[index]);
  return known;
}

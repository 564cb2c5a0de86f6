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
export type Merge = (target: Data, source: Data) => void;

/** Writes the code that merges answers of this shape: each property is read and written at a place of its own. Only keys come from outside, as JSON. */
export function compileMerge(shape: MergeShape): Merge {
  const statements = shape.map(([key, inner], index) => {
    const property = `[${JSON.stringify(key)}]`;
    const put = inner
      ? `target${property} = target${property} == null ? value : mergeValues(target${property}, value, merges[${index}])`
      : `target${property} = value`;
    return `value = source${property}; if (value !== undefined) ${put};`;
  });
  const text = `'use strict'; return (target, source) => { let value; ${statements.join(' ')} };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text and JSON only, as said above
  const factory = new Function('mergeValues', 'merges', text) as (...tools: unknown[]) => Merge;
  return factory(
    mergeValues,
    shape.map(([, inner]) => inner && mergeLater(inner)),
  );
}

/** What grows within what grows is rare: that is compiled when it is met. */
function mergeLater(shape: MergeShape): Merge {
  let merge: Merge | undefined;
  return (target, source) => (merge ??= compileMerge(shape))(target, source);
}

function mergeValues(known: unknown, value: unknown, merge: Merge): unknown {
  if (isObject(known) && isObject(value)) {
    merge(known, value);
    return known;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  for (let index = 0; index < value.length; index++) known[index] = mergeValues(known[index], value[index], merge);
  return known;
}

/** As {@link compileMerge} does, for answers whose keys were rewritten: nothing is known of their shape. */
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

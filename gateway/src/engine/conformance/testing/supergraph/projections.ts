import {
  getNullableType,
  GraphQLString,
  Kind,
  valueFromASTUntyped,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';

/** An object of the world or of a representation. */
export interface Projectable {
  readonly __typename?: unknown;
  readonly [field: string]: unknown;
}

/** Tells the value of a field; undefined when there is none. */
export type ReadProjected = (source: Projectable, field: string, args: Readonly<Record<string, unknown>>) => unknown;

/** What `fields` selects from `source`, in their order. Fragments count where their type is the source's. */
export function project(fields: SelectionSetNode, source: Projectable, read: ReadProjected): Record<string, unknown> {
  const projected: Record<string, unknown> = {};
  for (const selection of fields.selections) {
    if (selection.kind === Kind.FIELD) {
      const { selectionSet, name } = selection;
      const args = (selection.arguments ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]);
      const value = read(source, name.value, Object.fromEntries(args) as Record<string, unknown>);
      projected[name.value] = selectionSet ? projectEach(selectionSet, value, read) : value;
    } else if (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === source.__typename) {
      Object.assign(projected, project(selection.selectionSet, source, read));
    }
  }
  return projected;
}

function projectEach(fields: SelectionSetNode, value: unknown, read: ReadProjected): unknown {
  if (Array.isArray(value)) return value.map((element) => projectEach(fields, element, read));
  return isProjectable(value) ? project(fields, value, read) : value;
}

export function isProjectable(value: unknown): value is Projectable {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}

/** Whether `source` has everything that `fields` selects. */
export function hasAll(source: Projectable, fields: SelectionSetNode): boolean {
  return !factsText(project(fields, source, readOwn)).includes('"MISSING"');
}

export function readOwn(source: Projectable, field: string): unknown {
  return source[field];
}

/** A projection as text, with `MISSING` where it has nothing at all. */
export function factsText(projected: object): string {
  return JSON.stringify(projected, (_, value: unknown) => (value === undefined ? 'MISSING' : value));
}

/**
 * The value of a field with `@requires`: a text that tells exactly what arrived, so that a value that is missing, stale or null in one
 * executor and not in another shows.
 */
export function computedText(field: string, args: Readonly<Record<string, unknown>>, required: object): string {
  return `${field}${Object.keys(args).length > 0 ? JSON.stringify(args) : ''} of ${factsText(required)}`;
}

/** Fields with `@requires` that are strings are computed; the others are read like any field. */
export function isComputed(type: GraphQLOutputType): boolean {
  return getNullableType(type) === GraphQLString;
}

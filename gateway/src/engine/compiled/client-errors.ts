import type { GraphQLFormattedError } from 'graphql';
import { withClientPath, type Place, type PlacedField } from '../plain/place.ts';
import type { ObjectShape, ValueShape } from './response-shape.ts';
import { isObject, type Data } from './run.ts';

/** What was fetched, and how the client's answer is made of it. */
export interface Answering {
  readonly data: Data;
  readonly shape: ObjectShape;
  readonly root: Place;
}

/** Makes the client's errors of those of fetches. */
export type TranslateErrors = (
  errors: readonly GraphQLFormattedError[],
  answer: Answering,
) => readonly GraphQLFormattedError[];

export const clientErrors: TranslateErrors = (errors, answer) =>
  errors.flatMap((error) => (isOfOthers(error, answer) ? [] : [withClientPath(error, answer.root)]));

/**
 * Whether an error is about a field that the client asked of other objects of the place, or under a condition that does not hold: a plan may ask for it all
 * the same. It is the client's when the object was lost by it.
 */
function isOfOthers({ path = [] }: GraphQLFormattedError, { data, shape, root }: Answering): boolean {
  let value: unknown = data;
  let valueShape: ValueShape | undefined;
  let place: Place | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') {
      value = Array.isArray(value) ? value[step] : undefined;
      valueShape = valueShape?.kind === 'list' ? valueShape.element : undefined;
      continue;
    }
    const object = value === data ? shape : shapeOf(value, valueShape);
    const placed: PlacedField | undefined = place?.fieldAt(step);
    if (!isObject(value) || !object || !placed) return false;
    const field = object.fields.find(({ source, value: inner }) => source === placed.sourceKey && inner !== null);
    if (!field) return value[placed.sourceKey] !== undefined;
    if (field.value === null || field.value === 'denied') return false;
    valueShape = field.value;
    value = value[placed.sourceKey];
    place = placed.place;
  }
  return false;
}

function shapeOf(value: unknown, shape: ValueShape | undefined): ObjectShape | null {
  if (!isObject(value) || shape?.kind !== 'object') return null;
  return shape.objects.shapeFor(shape.objects.isAbstract ? value['__typename'] : undefined);
}

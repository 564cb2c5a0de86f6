import type { GraphQLFormattedError } from 'graphql';
import { leafCheck } from './leaf-values.ts';
import type { FieldShape, ObjectShape, ValueShape } from './response-shape.ts';
import { isObject, type Data } from './run.ts';

type AnswerPath = readonly (string | number)[];

/** Null for a non-null field is an error of its own only where nothing else has told of it. */
interface Verdict {
  /** The value is null in the answer although its type forbids it: the null goes on to what is around it. */
  readonly isNull: boolean;
  /** An error tells of it already. */
  readonly isTold: boolean;
}

const FINE: Verdict = { isNull: false, isTold: false };
const NULL: Verdict = { isNull: true, isTold: false };
const TOLD: Verdict = { isNull: true, isTold: true };

/**
 * Says why an answer has nulls where it should have none: one error for each null in a non-null place and each value its type does not know, as the
 * GraphQL specification demands, except where an error of a subgraph (`known`, with the client's paths) already tells of it.
 */
export function explainNulls(
  shape: ObjectShape,
  data: Data,
  known: readonly GraphQLFormattedError[],
): GraphQLFormattedError[] {
  const errors: GraphQLFormattedError[] = [];
  const told = known.flatMap(({ path }) => (path ? [path] : []));

  function tell(message: string, path: AnswerPath): Verdict {
    if (!told.some((other) => isPrefix(other, path) || isPrefix(path, other)))
      errors.push({ message, path, extensions: { code: 'INVALID_GRAPHQL' } });
    return TOLD;
  }

  function lookAtObject({ fields, typename }: ObjectShape, object: Data, path: AnswerPath): Verdict {
    let verdict = FINE;
    for (const field of fields) {
      if (field.value === null) {
        if (typename === null) verdict = tell(`Invalid __typename found for ${field.coordinate}.`, path);
        continue;
      }
      const found = lookAtField(field, field.value, object[field.key], [...path, field.key]);
      if (found.isNull && field.isNonNull) verdict = TOLD;
    }
    return verdict;
  }

  function lookAtField(field: FieldShape, shape: ValueShape, value: unknown, path: AnswerPath): Verdict {
    const verdict = lookAt(shape, value, path, `field ${field.coordinate}`);
    if (!verdict.isNull || verdict.isTold || !field.isNonNull) return verdict;
    return tell(`Cannot return null for non-nullable field ${field.coordinate}.`, path);
  }

  function lookAt(shape: ValueShape, value: unknown, path: AnswerPath, place: string): Verdict {
    if (value === null || value === undefined) return NULL;
    switch (shape.kind) {
      case 'leaf':
        return leafCheck(shape.type)(value) ? FINE : tell(`Invalid value found for ${place}.`, path);
      case 'list': {
        if (!Array.isArray(value)) return tell(`Invalid value found for ${place}.`, path);
        let verdict = FINE;
        for (const [index, element] of value.entries()) {
          const here = [...path, index];
          const where = `array element of type ${shape.elementType} at index ${index}`;
          let found = lookAt(shape.element, element, here, where);
          if (!found.isNull || !shape.isElementNonNull) continue;
          if (!found.isTold) found = tell(`Cannot return null for non-nullable ${where}.`, here);
          verdict = found;
        }
        return verdict;
      }
      case 'object': {
        if (!isObject(value)) return tell(`Invalid value found for ${place}.`, path);
        const object = shape.objects.shapeFor(shape.objects.isAbstract ? value['__typename'] : undefined);
        // The name itself is not told: it may be one that clients must not see.
        return object
          ? lookAtObject(object, value, path)
          : tell(`Invalid __typename found for object at ${place}.`, path);
      }
    }
  }

  lookAtObject(shape, data, []);
  return errors;
}

function isPrefix(start: AnswerPath, path: AnswerPath): boolean {
  return start.length <= path.length && start.every((step, index) => step === path[index]);
}

import type { GraphQLFormattedError } from 'graphql';
import { leafCheck } from './leaf-values.ts';
import type { ObjectShape, ValueShape } from './response-shape.ts';
import { isObject, type Data } from './run.ts';

type AnswerPath = readonly (string | number)[];

/** What one value of the answer has come to. */
interface Finding {
  /** The value is null in the answer although it was not, or although its type forbids it. */
  readonly isNull: boolean;
  /** An error of a subgraph tells why, here or further in: nothing is to be added. */
  readonly isKnown: boolean;
  /** What is to be told. */
  readonly errors: readonly GraphQLFormattedError[];
}

const FINE: Finding = { isNull: false, isKnown: false, errors: [] };
/** Authorization tells of it. */
const DENIED: Finding = { isNull: true, isKnown: true, errors: [] };

/**
 * Says why an answer has nulls where it should have none: an error for each null in a non-null place and each value its type does not know, as the
 * GraphQL specification demands. Where an error of a subgraph (`known`, with the client's paths) tells why something is null, nothing is added to it, nor
 * to what became null together with it; of several causes for one null the first is told.
 */
export function explainNulls(
  shape: ObjectShape,
  data: Data,
  known: readonly GraphQLFormattedError[],
): readonly GraphQLFormattedError[] {
  const told = known.flatMap(({ path }) => (path ? [path] : []));

  function nullBecause(message: string, path: AnswerPath): Finding {
    if (told.some((other) => isPrefix(other, path) || isPrefix(path, other)))
      return { isNull: true, isKnown: true, errors: [] };
    return { isNull: true, isKnown: false, errors: [{ message, path, extensions: { code: 'INVALID_GRAPHQL' } }] };
  }

  function lookAtObject({ fields }: ObjectShape, object: Data, path: AnswerPath): Finding {
    const findings = fields.flatMap(({ key, source, coordinate, value: inner, isNonNull }) => {
      if (inner === null) return [];
      if (inner === 'denied') return isNonNull ? [{ isFatal: true, finding: DENIED }] : [];
      const place = { path: [...path, key], name: `field ${coordinate}`, isNonNull };
      return [{ isFatal: isNonNull, finding: lookAt(inner, object[source], place) }];
    });
    return together(findings);
  }

  function lookAt(shape: ValueShape, value: unknown, place: Place): Finding {
    const { path, name, isNonNull } = place;
    if (value === null || value === undefined)
      return isNonNull ? nullBecause(`Cannot return null for non-nullable ${name}.`, path) : FINE;
    switch (shape.kind) {
      case 'leaf':
        return leafCheck(shape.type)(value) ? FINE : nullBecause(`Invalid value found for ${name}.`, path);
      case 'list': {
        if (!Array.isArray(value)) return nullBecause(`Invalid value found for ${name}.`, path);
        const { element, elementType, isElementNonNull } = shape;
        return together(
          value.map((item, index) => {
            const where = `array element of type ${elementType} at index ${index}`;
            const at = { path: [...path, index], name: where, isNonNull: isElementNonNull };
            return { isFatal: isElementNonNull, finding: lookAt(element, item, at) };
          }),
        );
      }
      case 'object': {
        if (!isObject(value)) return nullBecause(`Invalid value found for ${name}.`, path);
        const object = shape.objects.shapeFor(shape.objects.isAbstract ? value['__typename'] : undefined);
        // The name itself is not told: it may be one that clients must not see.
        return object
          ? lookAtObject(object, value, path)
          : nullBecause(`Invalid __typename found for object at ${name}.`, path);
      }
    }
  }

  return lookAtObject(shape, data, []).errors;
}

interface Place {
  readonly path: AnswerPath;
  /** For messages. */
  readonly name: string;
  readonly isNonNull: boolean;
}

/** What fields or elements come to together: a null in one that must not be null is a null of the whole. */
function together(parts: readonly { readonly isFatal: boolean; readonly finding: Finding }[]): Finding {
  const fatal = parts.filter(({ isFatal, finding }) => isFatal && finding.isNull);
  const [first] = fatal;
  if (!first) return { isNull: false, isKnown: false, errors: parts.flatMap(({ finding }) => finding.errors) };
  if (fatal.some(({ finding }) => finding.isKnown)) return { isNull: true, isKnown: true, errors: [] };
  return { isNull: true, isKnown: false, errors: first.finding.errors };
}

function isPrefix(start: AnswerPath, path: AnswerPath): boolean {
  return start.length <= path.length && start.every((step, index) => step === path[index]);
}

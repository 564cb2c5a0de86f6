import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import { leafCheck } from './leaf-values.ts';
import type { FieldShape, ObjectChoice, ObjectShape, ValueShape } from './response-shape.ts';

/** Set when anything was written as null that was not null, or had to be dropped because of such a null. */
export interface Flaws {
  found: boolean;
}

/** Writes a value that is not null. @returns undefined when it has to be null after all. */
type Write = (value: unknown, flaws: Flaws) => string | undefined;

/**
 * Compiles a shape into a function that writes the client's answer straight from the merged data: what was asked for, in the order it was asked for,
 * nulls bubbled. It keeps no paths; where it finds a flaw, `explain-nulls.ts` looks again and says what and where.
 * @returns from the compiled function: the JSON text, `null` when a null bubbled up to the root.
 */
export function compileWriter(shape: ObjectShape): (data: unknown, flaws: Flaws) => string {
  const write = objectWriter(shape);
  return (data, flaws) => write(data, flaws) ?? 'null';
}

function objectWriter({ fields, typename }: ObjectShape): Write {
  const writers = fields.map((field, index) => fieldWriter(field, typename, index === 0 ? '{' : ','));
  if (writers.length === 0) return () => '{}';
  return (value, flaws) => {
    // Only objects come here.
    const object = value as Record<string, unknown>;
    let text = '';
    for (const write of writers) {
      const part = write(object, flaws);
      if (part === undefined) return undefined;
      text += part;
    }
    return text + '}';
  };
}

type WriteField = (object: Record<string, unknown>, flaws: Flaws) => string | undefined;

function fieldWriter(
  { key, source, value: shape, isNonNull }: FieldShape,
  typename: string | null,
  separator: string,
): WriteField {
  const prefix = `${separator}${JSON.stringify(key)}:`;
  if (shape === null) {
    const text = typename === null ? undefined : `${prefix}${JSON.stringify(typename)}`;
    return (_object, flaws) => {
      if (text === undefined) flaws.found = true;
      return text;
    };
  }
  // The errors of authorization tell of it.
  if (shape === 'denied') return () => (isNonNull ? undefined : `${prefix}null`);
  const write = valueWriter(shape);
  if (!isNonNull)
    return (object, flaws) => {
      const value = object[source];
      if (value === null || value === undefined) return prefix + 'null';
      return prefix + (write(value, flaws) ?? 'null');
    };
  return (object, flaws) => {
    const value = object[source];
    if (value === null || value === undefined) {
      flaws.found = true;
      return undefined;
    }
    const text = write(value, flaws);
    return text === undefined ? undefined : prefix + text;
  };
}

function valueWriter(shape: ValueShape): Write {
  switch (shape.kind) {
    case 'leaf':
      return leafWriter(shape.type);
    case 'list':
      return listWriter(valueWriter(shape.element), shape.isElementNonNull);
    case 'object':
      return choiceWriter(shape.objects);
  }
}

function listWriter(write: Write, isElementNonNull: boolean): Write {
  return (value, flaws) => {
    if (!Array.isArray(value)) return flaw(flaws);
    let text = '';
    let separator = '[';
    for (const element of value as unknown[]) {
      const part = element === null || element === undefined ? undefined : write(element, flaws);
      if (part === undefined) {
        if (isElementNonNull) return flaw(flaws);
        text += separator + 'null';
      } else text += separator + part;
      separator = ',';
    }
    return separator === '[' ? '[]' : text + ']';
  };
}

function choiceWriter(objects: ObjectChoice): Write {
  const writers = new Map<ObjectShape, Write>();
  function writerOf(shape: ObjectShape): Write {
    let write = writers.get(shape);
    if (!write) writers.set(shape, (write = objectWriter(shape)));
    return write;
  }
  if (!objects.isAbstract) {
    let write: Write | undefined;
    return (value, flaws) => {
      if (typeof value !== 'object' || Array.isArray(value)) return flaw(flaws);
      write ??= writerOf(objects.shapeFor(undefined) ?? { typename: null, fields: [] });
      return write(value, flaws);
    };
  }
  return (value, flaws) => {
    if (typeof value !== 'object' || Array.isArray(value)) return flaw(flaws);
    const shape = objects.shapeFor((value as Record<string, unknown>)['__typename']);
    return shape ? writerOf(shape)(value, flaws) : flaw(flaws);
  };
}

function leafWriter(type: GraphQLLeafType): Write {
  const isValid = leafCheck(type);
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (value, flaws) => texts.get(value) ?? flaw(flaws);
  }
  // A custom scalar may be anything that JSON holds.
  if (!isSpecifiedScalarType(type))
    return (value) => (typeof value === 'string' ? quote(value) : JSON.stringify(value));
  return (value, flaws) => {
    if (!isValid(value)) return flaw(flaws);
    return typeof value === 'string' ? quote(value) : String(value);
  };
}

function flaw(flaws: Flaws): undefined {
  flaws.found = true;
}

/** What JSON.stringify would escape: quotes, backslashes, control characters, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const TO_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** JSON.stringify for strings: most have nothing to escape, and looking is cheaper than calling. */
function quote(text: string): string {
  return text.length < 64 && !TO_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);
}

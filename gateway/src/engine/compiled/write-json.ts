import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import { leafCheck } from './leaf-values.ts';
import { escape } from './escape-text.ts';
import {
  flaw,
  generateLateWriter,
  generateListWriter,
  generateObjectWriter,
  type Writing,
  type Write,
} from './generate-writer.ts';
import type { ObjectChoice, ObjectShape, ValueShape } from './response-shape.ts';

/**
 * Compiles a shape into a function that writes the client's answer straight from the merged data: what was asked for, in the order it was asked for,
 * nulls bubbled. It keeps no paths; where it finds a flaw, `explain-nulls.ts` looks again and says what and where.
 * @returns from the compiled function: the JSON text, `null` when a null bubbled up to the root.
 */
export function compileWriter(shape: ObjectShape): (data: unknown, writing: Writing) => string {
  const write = generateObjectWriter(shape, valueWriter);
  return (data, writing) => write(data, writing) ?? 'null';
}

function valueWriter(shape: ValueShape): Write {
  switch (shape.kind) {
    case 'leaf':
      return leafWriter(shape.type);
    case 'list':
      return generateListWriter(valueWriter(shape.element), shape.isElementNonNull);
    case 'object':
      return choiceWriter(shape.objects);
  }
}

/** There is a shape for every object type. */
const NOTHING: ObjectShape = { typename: '', fields: [] };

function choiceWriter(objects: ObjectChoice): Write {
  const writers = new Map<ObjectShape, Write>();
  function writerOf(shape: ObjectShape): Write {
    let write = writers.get(shape);
    if (!write) writers.set(shape, (write = generateObjectWriter(shape, valueWriter)));
    return write;
  }
  if (!objects.isAbstract) return generateLateWriter(() => writerOf(objects.shapeFor(undefined) ?? NOTHING));
  return (value, writing) => {
    if (typeof value !== 'object' || Array.isArray(value)) return flaw(writing);
    const shape = objects.shapeFor((value as Record<string, unknown>)['__typename']);
    return shape ? writerOf(shape)(value, writing) : flaw(writing);
  };
}

function leafWriter(type: GraphQLLeafType): Write {
  const isValid = leafCheck(type);
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (value, writing) => texts.get(value) ?? flaw(writing);
  }
  // A custom scalar may be anything that JSON holds.
  if (!isSpecifiedScalarType(type)) return (value) => JSON.stringify(value);
  return (value, writing) => {
    if (!isValid(value)) return flaw(writing);
    return typeof value === 'string' ? `"${escape(value)}"` : String(value);
  };
}

import { escape } from './escape-text.ts';
import type { FieldShape, ObjectShape, ValueShape } from './response-shape.ts';

/** One answer being written. */
export interface Writing {
  /** No text has anything to escape: that was seen of the answers it comes from. */
  readonly isPlain: boolean;
  /** Set when anything was written as null that was not null, or had to be dropped because of such a null. */
  isFlawed: boolean;
}

/** Writes a value that is not null. @returns undefined when it has to be null after all. */
export type Write = (value: unknown, writing: Writing) => string | undefined;

export function flaw(writing: Writing): undefined {
  writing.isFlawed = true;
}

/** The code of one field, which finds its value as `value` and leaves its JSON text. */
interface FieldCode {
  readonly statements: string;
  /** Of the whole text: code, and parts that never change. */
  readonly text: readonly (string | { readonly constant: string })[];
}

const TOOLS = { escape, flaw, isInteger: Number.isInteger, isFinite: Number.isFinite };

/** Scalars whose values are checked and written in place: what holds of a right value (`$`), and its text. Texts get quotes around them. */
const IN_PLACE: Readonly<
  Record<string, { readonly test: string; readonly text: string; readonly isQuoted?: boolean }>
> = {
  String: { test: "typeof $ === 'string'", text: '(isPlain ? $ : escape($))', isQuoted: true },
  Int: { test: 'isInteger($)', text: '$' },
  Float: { test: 'isFinite($)', text: '$' },
  Boolean: { test: "typeof $ === 'boolean'", text: '$' },
  ID: {
    test: "typeof $ === 'string' || isInteger($)",
    text: `(typeof $ === 'string' ? '"' + (isPlain ? $ : escape($)) + '"' : $)`,
  },
};

/**
 * Writes the code that writes objects of one shape, as V8 likes it best: each property is read at a place of its own, and the text is put together
 * in one expression. Of the code only response keys and the type's name come from outside, as JSON.
 */
export function generateObjectWriter({ fields, typename }: ObjectShape, writerOf: (shape: ValueShape) => Write): Write {
  if (fields.length === 0) return () => '{}';
  const writers = fields.map(({ value }) =>
    value === null || value === 'denied' || inPlace(value) ? undefined : writerOf(value),
  );
  const codes = fields.map((field, index) => codeOf(field, typename, index));
  const text = `'use strict';
const { escape, flaw, isInteger, isFinite } = tools;
const [${writers.map((write, index) => (write ? `write${index}` : '')).join(', ')}] = writers;
return (object, writing) => {
  const { isPlain } = writing;
  ${codes.map(({ statements }) => statements).join('\n  ')}
  return ${concatenate(codes.flatMap((code) => code.text))};
};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text and JSON only, as said above
  const factory = new Function('tools', 'writers', text) as (tools: object, writers: readonly unknown[]) => Write;
  return factory(TOOLS, writers);
}

/** Writes lists. Each has code of its own, though it is always the same: only so V8 knows what each calls, and joins the two. */
export function generateListWriter(write: Write, isElementNonNull: boolean): Write {
  const text = `'use strict'; return (value, writing) => {
  if (!Array.isArray(value)) return flaw(writing);
  let text = '';
  let separator = '[';
  for (let index = 0; index < value.length; index++) {
    const part = value[index] == null ? undefined : write(value[index], writing);
    if (part !== undefined) text += separator + part;
    else if (${isElementNonNull}) return flaw(writing);
    else text += separator + 'null';
    separator = ',';
  }
  return separator === '[' ? '[]' : text + ']';
};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text
  return (new Function('write', 'flaw', text) as (...tools: unknown[]) => Write)(write, flaw);
}

/** Writes objects by what is made when the first one comes: an answer may never reach that deep. With code of its own, as lists have. */
export function generateLateWriter(make: () => Write): Write {
  const text = `'use strict'; let write; return (value, writing) => {
  if (typeof value !== 'object' || Array.isArray(value)) return flaw(writing);
  write ??= make();
  return write(value, writing);
};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text
  return (new Function('make', 'flaw', text) as (...tools: unknown[]) => Write)(make, flaw);
}

function inPlace(shape: ValueShape) {
  return shape.kind === 'leaf' && Object.hasOwn(IN_PLACE, shape.type.name) ? IN_PLACE[shape.type.name] : undefined;
}

function codeOf({ key, source, value: shape, isNonNull }: FieldShape, typename: string, index: number): FieldCode {
  const prefix = { constant: `${index === 0 ? '{' : ','}${JSON.stringify(key)}:` };
  if (shape === null) return { statements: '', text: [prefix, { constant: JSON.stringify(typename) }] };
  // The errors of authorization tell of it.
  if (shape === 'denied')
    return { statements: isNonNull ? 'return undefined;' : '', text: [prefix, { constant: 'null' }] };
  const value = `value${index}`;
  const read = `const ${value} = object[${JSON.stringify(source)}];`;
  const scalar = inPlace(shape);
  if (scalar) {
    const isRight = scalar.test.replaceAll('$', value);
    const written = scalar.text.replaceAll('$', value);
    const quote = scalar.isQuoted ? [{ constant: '"' }] : [];
    if (isNonNull)
      return {
        statements: `${read} if (!(${isRight})) return flaw(writing);`,
        text: [prefix, ...quote, written, ...quote],
      };
    const whole = scalar.isQuoted ? `'"' + ${written} + '"'` : written;
    return {
      statements: read,
      text: [prefix, `(${value} == null ? 'null' : ${isRight} ? ${whole} : (flaw(writing), 'null'))`],
    };
  }
  const part = `part${index}`;
  const write = `write${index}(${value}, writing)`;
  const statements = isNonNull
    ? `${read} if (${value} == null) return flaw(writing); const ${part} = ${write}; if (${part} === undefined) return undefined;`
    : `${read} const ${part} = ${value} == null ? 'null' : ${write} ?? 'null';`;
  return { statements, text: [prefix, part] };
}

/** One expression; constants that meet become one. */
function concatenate(parts: FieldCode['text']): string {
  const terms: string[] = [];
  let constant = '';
  for (const part of [...parts, { constant: '}' }]) {
    if (typeof part !== 'string') {
      constant += part.constant;
      continue;
    }
    terms.push(JSON.stringify(constant), part);
    constant = '';
  }
  return [...terms, JSON.stringify(constant)].join(' + ');
}

import { z } from 'zod';

const count = z.int('must be a whole number').positive();

/** How much an operation may ask for, whoever asks. `docs/gateway/limits.md` explains them. */
export const limitSettings = z.strictObject({
  /** Of a document's text, comments and spaces included. */
  characters: count.default(100_000),
  /** Operations of a document, of which a request runs one. */
  operations: count.default(100),
  /** Fields within fields. */
  depth: count.default(20),
  /** Selection sets and values within each other, as they are written. */
  nesting: count.default(50),
  /** Fields in all, fragments written out. */
  fields: count.default(1_000),
  /** Root fields of one operation, aliases counted. */
  rootFields: count.default(50),
  /** Fields under another name. */
  aliases: count.default(100),
  directives: count.default(100),
  /** Fragments of a document, named and inline: validation and planning take the square of their number. */
  fragments: count.default(150),
  /** Fields that stand in their selection set once more: validation compares each with each. */
  repeats: count.default(100),
  /** Variables that an operation declares. */
  variables: count.default(100),
  /** Entries of one list, written out or in variables. */
  listLength: count.default(1_000),
  /** Lists and objects within each other in one variable. */
  variableDepth: count.default(20),
});

export type LimitSettings = z.output<typeof limitSettings>;

import type { DocumentNode } from 'graphql';
import type { LimitSettings } from './limit-settings.ts';
import { measureDocument, type OperationMeasures } from './measure-document.ts';
import { measureVariables } from './measure-variables.ts';

/** A limit that a request goes beyond. */
export interface Excess {
  readonly limit: keyof LimitSettings;
  readonly allowed: number;
  readonly found: number;
  /** For the client: both numbers. */
  readonly message: string;
}

/** How each measure of an operation reads: "An operation may {…}". */
const PHRASES: Readonly<Record<keyof OperationMeasures, (allowed: number, found: number) => string>> = {
  depth: (allowed, found) => `be at most ${allowed} fields deep; this one is ${found} deep`,
  fields: (allowed, found) =>
    `have at most ${allowed} fields, fragments counted wherever they are spread; this one has ${found}`,
  rootFields: (allowed, found) => `have at most ${allowed} root fields; this one has ${found}`,
  aliases: (allowed, found) => `have at most ${allowed} aliases; this one has ${found}`,
  directives: (allowed, found) => `have at most ${allowed} directives; this one has ${found}`,
  variables: (allowed, found) => `declare at most ${allowed} variables; this one declares ${found}`,
};
// Object.keys() of a record with these keys and no others.
const MEASURES = Object.keys(PHRASES) as (keyof OperationMeasures)[];

/** Every limit that a parsed document goes beyond, each once with the most that was found; empty when it may be validated. */
export function findDocumentExcess(document: DocumentNode, limits: LimitSettings): Excess[] {
  const { operations, nesting, listLength, fragments, repeats } = measureDocument(document);
  const excesses: Excess[] = [];
  const look = (
    limit: keyof LimitSettings,
    found: number,
    phrase: (allowed: number, found: number) => string,
  ): void => {
    const allowed = limits[limit];
    if (found > allowed) excesses.push({ limit, allowed, found, message: `${phrase(allowed, found)}.` });
  };
  look(
    'operations',
    operations.length,
    (allowed, found) => `A document may have at most ${allowed} operations; this one has ${found}`,
  );
  look(
    'nesting',
    nesting,
    (allowed, found) => `A document may be nested at most ${allowed} deep; this one is nested ${found} deep`,
  );
  look('listLength', listLength, longList);
  look(
    'fragments',
    fragments,
    (allowed, found) => `A document may have at most ${allowed} fragments, named and inline; this one has ${found}`,
  );
  look(
    'repeats',
    repeats,
    (allowed, found) =>
      `A document may repeat at most ${allowed} fields where they stand already; this one repeats ${found}`,
  );
  for (const measure of MEASURES) {
    const most = operations.reduce((found, operation) => Math.max(found, operation[measure]), 0);
    look(measure, most, (allowed, found) => `An operation may ${PHRASES[measure](allowed, found)}`);
  }
  return excesses;
}

/** Every limit that a request's variables go beyond. */
export function findVariableExcess(variables: Readonly<Record<string, unknown>>, limits: LimitSettings): Excess[] {
  const { listLength, depth } = measureVariables(variables);
  const excesses: Excess[] = [];
  if (listLength > limits.listLength)
    excesses.push({
      limit: 'listLength',
      allowed: limits.listLength,
      found: listLength,
      message: `${longList(limits.listLength, listLength)}.`,
    });
  if (depth > limits.variableDepth)
    excesses.push({
      limit: 'variableDepth',
      allowed: limits.variableDepth,
      found: depth,
      message: `Variables may be nested at most ${limits.variableDepth} deep; these are nested ${depth} deep.`,
    });
  return excesses;
}

function longList(allowed: number, found: number): string {
  return `A list may have at most ${allowed} entries; one of these has ${found}`;
}

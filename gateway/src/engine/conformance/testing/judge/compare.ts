import type { GraphQLFormattedError } from 'graphql';
import type { Answer } from '../../executor-under-test.ts';

/** An answer written down. Errors are compared by path, and by message and code where those are given. */
export interface WrittenAnswer {
  readonly data?: unknown;
  readonly errors?: readonly WrittenError[];
}

export interface WrittenError {
  readonly path?: string;
  readonly message?: string;
  readonly code?: string;
}

/** How `answer` differs from the written one; empty when it does not. Keys must come in the written order. */
export function differencesFromWritten(answer: Answer, { data, errors = [] }: WrittenAnswer): string[] {
  const left = [...errors];
  const surplus = (answer.errors ?? []).filter((error) => {
    const index = left.findIndex((written) => isWritten(error, written));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...differencesOfData(answer.data, data),
    ...surplus.map((error) => `has the error ${describeError(error)}`),
    ...left.map((error) => `lacks the error ${JSON.stringify(error)}`),
  ];
}

function isWritten(error: GraphQLFormattedError, { path, message, code }: WrittenError): boolean {
  return (
    error.path?.join('.') === path &&
    (message === undefined || error.message === message) &&
    (code === undefined || error.extensions?.['code'] === code)
  );
}

/** How two executors differ: in data, in the order of its keys, or in the errors' paths, messages or codes. */
export function differencesOfExecutors(answer: Answer, reference: Answer): string[] {
  return [
    ...differencesOfData(answer.data, reference.data),
    ...differencesOfSets((answer.errors ?? []).map(describeError), (reference.errors ?? []).map(describeError)),
  ];
}

/**
 * Where an answer's errors give reasons that none of the references gives. They need not give all: of fields that fail together under one null not all
 * are told, and which are depends on the order of a fetch's fields.
 */
export function unheardReasons(answer: Answer, references: readonly Answer[]): string[] {
  const known = references.map(explanationsOf);
  return [...explanationsOf(answer)].flatMap(([place, reasons]) => {
    const heard = known.flatMap((explanations) => explanations.get(place) ?? []);
    return reasons.some((reason) => heard.includes(reason))
      ? []
      : [`explains ${place} by ${reasons.join()}, not ${unique(heard).join() || 'at all'}`];
  });
}

/** Messages and codes by the null, or the path, that errors lead to. */
function explanationsOf({ data, errors = [] }: Answer): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const error of errors) {
    const { path = [] } = error;
    const place = (endOf(path, data) ?? path).join('.') || 'the root';
    reasons.set(place, [...(reasons.get(place) ?? []), reasonOf(error)]);
  }
  return reasons;
}

/** Message and code. Messages about values that may not be so are worded after response keys, types of subgraphs or types of the supergraph. */
function reasonOf({ message, extensions }: GraphQLFormattedError): string {
  const kind = /^(Cannot return null for|Invalid value found for|Invalid __typename found for) /.exec(message)?.[1];
  return `${kind ?? message} [${codeOf(extensions)}]`;
}

/**
 * The same, but errors of which the reference does not tell are no difference: it leaves nulls unexplained when other errors exist. Nor are those of the
 * reference that lead to nothing in the answer.
 */
export function differencesFromReference(answer: Answer, reference: Answer): string[] {
  const reasons = new Set((answer.errors ?? []).map(reasonOf));
  return [
    ...differencesOfData(answer.data, reference.data),
    ...(reference.errors ?? [])
      .filter((error) => endOf(error.path ?? [], reference.data) && !reasons.has(reasonOf(error)))
      .map((error) => `lacks the error ${describeError(error)}`),
  ];
}

/**
 * How an executor differs from the monolith. Both must have the same data, and explain the same nulls by errors. More cannot be asked: under a null
 * that swallowed several failures, each reports those it came across; and the errors of fields that only the plan asked for lead nowhere in the answer.
 */
export function differencesFromMonolith(answer: Answer, monolith: Answer): string[] {
  return [
    ...differencesOfData(answer.data, monolith.data),
    ...differencesOfSets(unique(explainedNulls(answer)), unique(explainedNulls(monolith))),
  ];
}

/**
 * The same for the stock executor: the error of an entity in a list may name a neighbour. It counts places in lists among all entities that stand
 * there, but gets them counted among those that were asked for.
 */
export function differencesButForPlacesInLists(answer: Answer, monolith: Answer): string[] {
  const paths = (answer.errors ?? []).map(({ path = [] }) => `at ${withoutPlaces(path.join('.'))}.`);
  const unexplained = explainedNulls(monolith)
    .map(withoutPlaces)
    .filter((explained) => explained !== 'at the root' && !paths.some((path) => path.startsWith(`${explained}.`)));
  return [
    ...differencesOfData(answer.data, monolith.data),
    ...unique(unexplained).map((explained) => `lacks the error ${explained}`),
  ];
}

function withoutPlaces(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, '.@');
}

function differencesOfData(data: unknown, expected: unknown): string[] {
  const [has, wants] = [JSON.stringify(data), JSON.stringify(expected)];
  return has === wants ? [] : [`answers ${has}\n     instead of ${wants}`];
}

/** Compares multisets. */
function differencesOfSets(has: readonly string[], wants: readonly string[]): string[] {
  const left = [...wants];
  const surplus = has.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...surplus.map((one) => `has the error ${one}`), ...left.map((one) => `lacks the error ${one}`)];
}

export function describeError({ message, path, extensions }: GraphQLFormattedError): string {
  return `at ${path?.join('.') ?? 'nowhere'}: ${message} [${codeOf(extensions)}]`;
}

/** Codes are texts; whatever else stands there is told apart too. */
function codeOf(extensions: GraphQLFormattedError['extensions']): string {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : (JSON.stringify(code) ?? '');
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}

/** The places of nulls in the answer that errors lead to. */
function explainedNulls({ data, errors = [] }: Answer): string[] {
  return errors.flatMap(({ path = [] }) => {
    const end = endOf(path, data);
    return end === undefined ? [] : [`at ${end.join('.') || 'the root'}`];
  });
}

/** The part of `path` up to the null that it meets; undefined when it meets none. */
function endOf(path: readonly (string | number)[], data: unknown): readonly (string | number)[] | undefined {
  let here = data;
  for (const [index, step] of [...path, ''].entries()) {
    if (here === null || here === undefined) return path.slice(0, index);
    if (typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    // Own property of an object, checked in the line above.
    here = (here as Record<string | number, unknown>)[step];
  }
  return undefined;
}

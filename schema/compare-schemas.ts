import { buildSchema } from 'graphql';
import { findBrokenDocuments, type CheckedDocuments } from './find-broken-documents.ts';
import type { RegisteredDocument } from './registered-documents.ts';
import { findSchemaChanges, type SchemaChange } from './schema-changes.ts';
import { findTermChanges, type Terms } from './term-changes.ts';

/** A schema that clients see, at a revision and now. Null: it was not there. */
export interface SchemaVersions {
  /** For people: a path. */
  readonly name: string;
  readonly former: string | null;
  readonly current: string | null;
}

export interface ComparedSchema {
  readonly name: string;
  /** `same` as at the revision, `new` since, `gone` since, or `changed`. */
  readonly kind: 'same' | 'new' | 'gone' | 'changed';
  readonly changes: readonly SchemaChange[];
  readonly documents: CheckedDocuments;
  /**
   * - `safe`: nothing breaks.
   * - `unused`: something breaks, and none of the documents uses it.
   * - `unknown`: something breaks, and there are no documents to tell who uses it.
   * - `used`: something breaks that a document uses.
   */
  readonly verdict: 'safe' | 'unused' | 'unknown' | 'used';
}

const NO_DOCUMENTS: CheckedDocuments = { checked: 0, invalidBefore: 0, broken: [] };

/** @throws GraphQLError when one of the texts is not a valid schema. */
export async function compareSchemas(
  { name, former, current }: SchemaVersions,
  documents: readonly RegisteredDocument[],
  /** Absent when they are not known at both times. */
  terms?: Terms,
): Promise<ComparedSchema> {
  if (former === null) return { name, kind: 'new', changes: [], documents: NO_DOCUMENTS, verdict: 'safe' };
  if (current === null) {
    const broken = documents.map((document) => ({ document, reasons: [`${name} is gone.`] }));
    const verdict = broken.length > 0 ? 'used' : 'unknown';
    return { name, kind: 'gone', changes: [], documents: { ...NO_DOCUMENTS, checked: broken.length, broken }, verdict };
  }
  const [before, after] = [buildSchema(former), buildSchema(current)];
  const changes = [
    ...(await findSchemaChanges(former, current)),
    ...(terms ? findTermChanges(terms, before, after) : []),
  ];
  const checked = findBrokenDocuments(before, after, changes, documents);
  return { name, kind: changes.length > 0 ? 'changed' : 'same', changes, documents: checked, verdict: verdictOf() };

  function verdictOf(): ComparedSchema['verdict'] {
    if (checked.broken.length > 0) return 'used';
    if (!changes.some(({ risk }) => risk === 'breaking')) return 'safe';
    return checked.checked > 0 ? 'unused' : 'unknown';
  }
}

import { OPERATION_RULES } from '@bazaar/runtime/operation-rules';
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { usesOf } from './document-uses.ts';
import type { RegisteredDocument } from './registered-documents.ts';
import type { SchemaChange } from './schema-changes.ts';

export interface BrokenDocument {
  readonly document: RegisteredDocument;
  /** What is wrong with it now; when it is still valid, which changes of what it uses may fail it. */
  readonly reasons: readonly string[];
}

export interface CheckedDocuments {
  /** How many were valid before. */
  readonly checked: number;
  /** How many were not valid before either; nothing is said of them. */
  readonly invalidBefore: number;
  /** The latest used first. */
  readonly broken: readonly BrokenDocument[];
}

/** Which documents worked with the former schema, and may not with the current one. `changes` are those between the two. */
export function findBrokenDocuments(
  former: GraphQLSchema,
  current: GraphQLSchema,
  changes: readonly SchemaChange[],
  documents: readonly RegisteredDocument[],
): CheckedDocuments {
  const breaking = changes.filter(({ risk }) => risk === 'breaking');
  const broken: BrokenDocument[] = [];
  let checked = 0;
  for (const document of documents) {
    const parsed = parseQuietly(document.text);
    if (!parsed || validate(former, parsed, OPERATION_RULES).length > 0) continue;
    checked += 1;
    const uses = usesOf(former, parsed);
    const met = breaking.filter(({ path }) => uses.has(path) || uses.has(path.split('.', 1)[0] ?? path));
    const errors = validate(current, parsed, OPERATION_RULES).map(({ message }) => message);
    const reasons = [...new Set(errors.length > 0 ? errors : met.map(({ message }) => message))];
    if (reasons.length > 0) broken.push({ document, reasons });
  }
  broken.sort((left, right) => (right.document.lastUsedAt ?? '').localeCompare(left.document.lastUsedAt ?? ''));
  return { checked, invalidBefore: documents.length - checked, broken };
}

function parseQuietly(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

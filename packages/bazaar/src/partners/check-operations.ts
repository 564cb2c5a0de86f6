import { Fault } from '@bazaar/runtime/faults';
import { OPERATION_RULES } from '@bazaar/runtime/operation-rules';
import type { DocumentToPublish } from '@bazaar/users/storage/partner-documents';
import {
  Kind,
  parse,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { createHash } from 'node:crypto';
import { MAX_TOKENS } from '@bazaar/gateway/documents/accept-document';
import type { ManifestOperation } from '@bazaar/gateway/documents/parse-manifest';
import { findDocumentExcess } from '@bazaar/gateway/guards/limits/find-excess';
import { MARKETPLACE_BOUNDS, type DocumentBounds } from './document-bounds.ts';

/** What one run of a document costs; a whole number, not negative. The document is valid. @throws Fault when it has no cost, with a message for its author. */
export type CostOf = (document: DocumentNode) => number;

export type CheckOutcome =
  /** One of each text. */
  | { readonly kind: 'sound'; readonly documents: readonly DocumentToPublish[] }
  /** One line for each operation at fault, in the order of the manifest. */
  | { readonly kind: 'refused'; readonly refusals: readonly string[] };

/** What the database holds of a cost. */
const MAX_COST = 2_147_483_647;
/** How many mistakes of one operation its line names. */
const NAMED_MISTAKES = 3;

/** Checks every operation of a manifest against a contract and the gateway's bounds, and reckons what it costs. */
export function checkOperations(
  operations: readonly ManifestOperation[],
  schema: GraphQLSchema,
  costOf: CostOf,
  bounds: DocumentBounds = MARKETPLACE_BOUNDS,
): CheckOutcome {
  const documents = new Map<string, DocumentToPublish>();
  const refusals: string[] = [];
  for (const operation of operations) {
    const checked = checkOperation(operation, schema, costOf, bounds);
    if ('refusal' in checked) refusals.push(`${nameOf(operation)}: ${checked.refusal}`);
    else documents.set(checked.hash, checked);
  }
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'sound', documents: [...documents.values()] };
}

function checkOperation(
  { id, text, name, type }: ManifestOperation,
  schema: GraphQLSchema,
  costOf: CostOf,
  { limits, budget }: DocumentBounds,
): DocumentToPublish | { readonly refusal: string } {
  const hash = createHash('sha256').update(text).digest('hex');
  if (id !== hash)
    return {
      refusal: 'its id is not the SHA-256 of its text (client preset: persistedDocuments.hashAlgorithm sha256)',
    };
  if (text.length > limits.characters) return { refusal: `it is longer than ${limits.characters} characters` };
  // Postgres stores no such text.
  if (text.includes('\0')) return { refusal: 'it has a character U+0000' };

  let document: DocumentNode;
  try {
    document = parse(text, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    return { refusal: error instanceof Error ? oneLine(error.message) : String(error) };
  }
  const [operation, ...more] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation || more.length > 0) return { refusal: 'a document has exactly one operation' };
  const operationName = operation.name?.value;
  if (operationName === undefined) return { refusal: 'the operation has no name' };
  const contradiction = contradictionOf(operation, operationName, { name, type });
  if (contradiction) return { refusal: contradiction };
  if (introspects(document)) return { refusal: 'it asks for the schema itself, which the contract publishes' };

  const [excess] = findDocumentExcess(document, limits);
  if (excess) return { refusal: oneLine(excess.message) };
  const mistakes = validate(schema, document, OPERATION_RULES);
  if (mistakes.length > 0) {
    const named = mistakes.slice(0, NAMED_MISTAKES).map(({ message }) => oneLine(message));
    const rest = mistakes.length - named.length;
    return { refusal: `${named.join(' ')}${rest > 0 ? ` And ${rest} more.` : ''}` };
  }
  const cost = reckon(document, costOf);
  if (typeof cost !== 'number') return cost;
  if (!Number.isInteger(cost) || cost < 0) throw new RangeError(`The cost of ${operationName} is ${cost}.`);
  if (cost > MAX_COST) return { refusal: 'it costs more than can be reckoned' };
  if (cost > budget) return { refusal: `it costs ${cost}, and one may cost at most ${budget}` };
  return { hash, operationName, text, cost };
}

function reckon(document: DocumentNode, costOf: CostOf): number | { readonly refusal: string } {
  try {
    return costOf(document);
  } catch (error) {
    if (error instanceof Fault) return { refusal: oneLine(error.message) };
    throw error;
  }
}

function contradictionOf(
  { operation }: OperationDefinitionNode,
  operationName: string,
  { name, type }: Pick<ManifestOperation, 'name' | 'type'>,
): string | null {
  if (name !== null && name !== operationName) return `its text calls it ${operationName}`;
  if (type !== null && type !== operation) return `its text is a ${operation}, not a ${type}`;
  return null;
}

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value === '__schema' || value === '__type') found = true;
    },
  });
  return found;
}

function nameOf({ name, id, text }: ManifestOperation): string {
  const named = name ?? /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
  return named ? oneLine(named) : `${oneLine(id).slice(0, 12)}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

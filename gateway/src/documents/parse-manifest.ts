import { z } from 'zod';
import { normaliseId } from './document-id.ts';

/** One operation as a manifest has it: its text is not looked at. */
export interface ManifestOperation {
  /** As {@link normaliseId} makes it: without `sha256:` before it. */
  readonly id: string;
  readonly text: string;
  /** What the manifest says of it; null where it says nothing. */
  readonly name: string | null;
  readonly type: string | null;
}

/** What is wrong with a manifest; the message follows its name: `is neither …`. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

const text = z.string().min(1);

/** What Apollo's `generate-persisted-query-manifest` writes. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: text, name: z.string().nullish(), type: z.string().nullish(), body: text })),
});

/** What codegen's client preset writes to `persisted-documents.json`, and Relay's compiler: texts by their ids. */
const textsById = z.record(text, text);

/**
 * The operations of a manifest, each id once, in the format of Apollo's tool or of codegen's client preset.
 * @throws ManifestError
 */
export function parseManifest(value: unknown): ManifestOperation[] {
  const operations = new Map<string, ManifestOperation>();
  for (const { id: given, ...operation } of readOperations(value)) {
    const id = normaliseId(given);
    if (id === null) throw new ManifestError(`has an id that is too long: "${given.slice(0, 40)}…"`);
    const before = operations.get(id);
    if (before && before.text !== operation.text) throw new ManifestError(`has two texts for "${given}"`);
    operations.set(id, { id, ...operation });
  }
  return [...operations.values()];
}

function readOperations(value: unknown): ManifestOperation[] {
  // Texts by ids have no format, and no id is called so.
  if (typeof value === 'object' && value !== null && 'format' in value) {
    const apollo = apolloManifest.safeParse(value);
    if (!apollo.success) throw new ManifestError(`is no manifest:\n${problemsOf(apollo.error)}`);
    return apollo.data.operations.map(({ id, name = null, type = null, body }) => ({ id, name, type, text: body }));
  }
  const byId = textsById.safeParse(value);
  if (!byId.success)
    throw new ManifestError(
      "is neither Apollo's persisted-query manifest nor persisted-documents.json of the client preset.",
    );
  return Object.entries(byId.data).map(([id, body]) => ({ id, text: body, name: null, type: null }));
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`).join('\n');
}

import { OperatorError } from '@bazaar/runtime/operator-error';
import { z } from 'zod';

/** One operation as a manifest has it, unchecked. */
export interface ListedOperation {
  /** Without `sha256:` before it. */
  readonly id: string;
  readonly text: string;
  /** What the manifest says of it; null where it says nothing. */
  readonly name: string | null;
  readonly type: string | null;
}

/** Apollo's persisted-query manifest, version 1. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), body: z.string() })),
});

/** `persisted-documents.json` of GraphQL Code Generator's client preset: texts by their hashes. */
const clientPreset = z.record(z.string(), z.string());

/**
 * Reads what a manifest says, in Apollo's or the client preset's format; `file` is its name in messages.
 * @throws OperatorError when it is neither, or has no operation.
 */
export function parseManifest(file: string, value: unknown): ListedOperation[] {
  const operations = readOperations(file, value);
  if (operations.length === 0) throw new OperatorError(`${file} has no operation.`);
  return operations;
}

function readOperations(file: string, value: unknown): ListedOperation[] {
  // Texts by hashes have no format, and no hash is called so.
  if (typeof value === 'object' && value !== null && 'format' in value) {
    const apollo = apolloManifest.safeParse(value);
    if (!apollo.success) throw new OperatorError(`${file} is no manifest:\n${problemsOf(apollo.error)}`);
    return apollo.data.operations.map(({ id, name, type, body }) => ({ id: bare(id), name, type, text: body }));
  }
  const preset = clientPreset.safeParse(value);
  if (!preset.success)
    throw new OperatorError(
      `${file} is neither Apollo's persisted-query manifest nor persisted-documents.json of the client preset.`,
    );
  return Object.entries(preset.data).map(([id, text]) => ({ id: bare(id), text, name: null, type: null }));
}

function bare(id: string): string {
  return id.replace(/^sha256:/, '');
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`).join('\n');
}

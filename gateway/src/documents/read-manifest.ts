import { z } from 'zod';
import { normaliseId } from './document-id.ts';

const text = z.string().min(1);

/** What Apollo's `generate-persisted-query-manifest` writes. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: text, name: z.string().nullish(), type: z.string().optional(), body: text })),
});

/** What codegen's client preset writes to `persisted-documents.json`, and Relay's compiler: texts by their ids. */
const textsById = z.record(text, text);

/**
 * The documents of a manifest by id, in the format of Apollo's tools or of codegen's client preset.
 * @throws Error that says what is wrong with it
 */
export function readManifest(json: string): ReadonlyMap<string, string> {
  const given: unknown = JSON.parse(json);
  const isApollo = typeof given === 'object' && given !== null && 'format' in given;
  const pairs = isApollo
    ? apolloManifest.parse(given).operations.map(({ id, body }): [string, string] => [id, body])
    : Object.entries(textsById.parse(given));
  const documents = new Map<string, string>();
  for (const [id, body] of pairs) {
    const known = normaliseId(id);
    if (known === null) throw new Error(`"${id.slice(0, 40)}…" is too long for an id`);
    const before = documents.get(known);
    if (before !== undefined && before !== body) throw new Error(`"${id}" stands for two texts`);
    documents.set(known, body);
  }
  return documents;
}

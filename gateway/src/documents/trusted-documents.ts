import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@bazaar/runtime/config';
import { normaliseText } from './normalise-text.ts';
import { ManifestError, parseManifest, type ManifestOperation } from './parse-manifest.ts';

/** Documents that were registered before anybody asks for them. */
export interface TrustedDocuments {
  /** The text under an id that {@link normaliseId} made. */
  find(id: string): string | undefined | Promise<string | undefined>;
  /** Whether a text is one of them. One that does not stand there as it is has to be read: by `normalise`, which may take its time. */
  includes(text: string, normalise: (text: string) => string): boolean | Promise<boolean>;
}

/** None. */
export const NO_DOCUMENTS: TrustedDocuments = { find: () => undefined, includes: () => false };

/**
 * Reads manifests once: files, and the `.json` files of directories. A text is one of theirs whatever its spaces, commas and comments, and in whatever
 * order its operations and fragments stand.
 * @throws ConfigError that names the file
 */
export async function readTrustedDocuments(paths: readonly string[]): Promise<TrustedDocuments> {
  const byId = new Map<string, string>();
  const asWritten = new Set<string>();
  const normalised = new Set<string>();
  for (const file of (await Promise.all(paths.map(manifestsAt))).flat())
    for (const { id, text } of await readOne(file)) {
      const before = byId.get(id);
      if (before !== undefined && before !== text)
        throw new ConfigError([`documents.manifests: ${file}: "${id}" stands for another text elsewhere`]);
      byId.set(id, text);
      asWritten.add(text);
      normalised.add(normaliseText(text));
    }
  return {
    find: (id) => byId.get(id),
    // Most are sent as they were written: those cost no look at what is in them.
    includes: (text, normalise) => asWritten.has(text) || normalised.has(normalise(text)),
  };
}

async function manifestsAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new ConfigError([`documents.manifests: ${path} cannot be read`]);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(path, name));
}

async function readOne(file: string): Promise<ManifestOperation[]> {
  try {
    return parseManifest(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof ManifestError ? error.message : 'cannot be read as JSON';
    throw new ConfigError([`documents.manifests: ${file} ${reason}`]);
  }
}

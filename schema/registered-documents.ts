import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { ManifestError, parseManifest } from '@bazaar/gateway/documents/parse-manifest';
import { z } from 'zod';

/** A document that somebody's programs send. */
export interface RegisteredDocument {
  /** Whose it is; null for the marketplace's own clients. */
  readonly partner: string | null;
  /** The contract that its partner has; null where that is not known. */
  readonly contract: string | null;
  /** What it is registered under. */
  readonly hash: string;
  readonly operationName: string | null;
  readonly text: string;
  /** ISO 8601; null when it was never used, or when nobody counts. */
  readonly lastUsedAt: string | null;
  /** Where it was read, for people. */
  readonly source: string;
}

/** What `bazaar documents list --json` writes. */
const EXPORT = z.array(
  z.object({
    partner: z.string().nullable(),
    contract: z.string().nullish(),
    hash: z.string(),
    operationName: z.string().nullish(),
    text: z.string(),
    lastUsedAt: z.string().nullish(),
  }),
);

/** @throws Error when the value is in none of the formats. */
export function parseDocuments(value: unknown, source: string): RegisteredDocument[] {
  const exported = EXPORT.safeParse(value);
  if (exported.success)
    return exported.data.map(({ contract = null, operationName = null, lastUsedAt = null, ...document }) => ({
      ...document,
      contract,
      operationName,
      lastUsedAt,
      source,
    }));
  try {
    return parseManifest(value).map(({ id, name, text: body }) => ({
      partner: null,
      contract: null,
      hash: id,
      operationName: name,
      text: body,
      lastUsedAt: null,
      source,
    }));
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new Error(
      `${source} holds no documents: expected an Apollo manifest, the client preset's persisted-documents.json, or what "bazaar documents list --json" writes. It ${cause.message}`,
      { cause },
    );
  }
}

/**
 * Reads documents from files, from all `.json` files in and below directories, and for `-` from standard input.
 * @throws Error naming the file that is missing or holds something else.
 */
export async function readDocuments(paths: readonly string[]): Promise<RegisteredDocument[]> {
  const read = await Promise.all(paths.map(readPath));
  return read.flat();
}

async function readPath(path: string): Promise<RegisteredDocument[]> {
  if (path === '-') return parseText(await text(process.stdin), 'standard input');
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    (cause: unknown) => {
      throw new Error(`Cannot read ${path}.`, { cause });
    },
  );
  if (!isDirectory) return parseText(await readFile(path, 'utf8'), relative(process.cwd(), path));
  const files = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new Error(`There is no .json file in ${path}.`);
  return readDocuments(files.map((name) => join(path, name)));
}

function parseText(given: string, source: string): RegisteredDocument[] {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch (cause) {
    throw new Error(`${source} is not JSON.`, { cause });
  }
  return parseDocuments(value, source);
}

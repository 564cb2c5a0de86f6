import { OperatorError } from '@bazaar/runtime/operator-error';
import { readFile } from 'node:fs/promises';
import { parseManifest, type ListedOperation } from './parse-manifest.ts';

/**
 * Reads a file with a manifest of operations, in Apollo's or the client preset's format.
 * @throws OperatorError when it cannot be read, is neither, or has no operation.
 */
export async function readManifest(file: string): Promise<ListedOperation[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new OperatorError(`${file} cannot be read as JSON.`, { cause: error });
  }
  return parseManifest(file, value);
}

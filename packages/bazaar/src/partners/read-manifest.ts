import { ManifestError, parseManifest, type ManifestOperation } from '@bazaar/gateway/documents/parse-manifest';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { readFile } from 'node:fs/promises';

/**
 * Reads a file with a manifest of operations, in Apollo's or the client preset's format.
 * @throws OperatorError when it cannot be read, is neither, or has no operation.
 */
export async function readManifest(file: string): Promise<ManifestOperation[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new OperatorError(`${file} cannot be read as JSON.`, { cause: error });
  }
  const operations = parse(file, value);
  if (operations.length === 0) throw new OperatorError(`${file} has no operation.`);
  return operations;
}

function parse(file: string, value: unknown): ManifestOperation[] {
  try {
    return parseManifest(value);
  } catch (error) {
    throw error instanceof ManifestError ? new OperatorError(`${file} ${error.message}`) : error;
  }
}

import { OperatorError } from '@bazaar/runtime/operator-error';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where contracts lie: `<name>.graphql`. */
export const CONTRACTS = new URL('../../../../schema/', import.meta.url);

/**
 * The part of the API that a contract leaves. Its name is a plain word: users makes no partner with another one.
 * @throws OperatorError when there is no such contract.
 */
export async function readContract(name: string, folder: URL = CONTRACTS): Promise<GraphQLSchema> {
  const file = new URL(`${name}.graphql`, folder);
  let sdl: string;
  try {
    sdl = await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(`The contract ${name} is not there: ${fileURLToPath(file)} cannot be read.`, {
      cause: error,
    });
  }
  return buildSchema(sdl);
}

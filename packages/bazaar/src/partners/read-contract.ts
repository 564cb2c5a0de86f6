import { OperatorError } from '@bazaar/runtime/operator-error';
import { contractNames } from '@bazaar/schema/read-subgraphs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where contracts lie: `<name>.graphql`. */
export const CONTRACTS = new URL('../../../../schema/', import.meta.url);

/**
 * The part of the API that a contract leaves. Its name is a plain word: users makes no partner with another one. Beside contracts lie other schemas, such
 * as that of the whole API: which are contracts is said by `supergraph.yaml`, as it is to the gateway.
 * @throws OperatorError when there is no such contract.
 */
export async function readContract(name: string, folder: URL = CONTRACTS): Promise<GraphQLSchema> {
  const config = new URL('supergraph.yaml', folder);
  if (!contractNames(await read(config)).includes(name))
    throw new OperatorError(`The contract ${name} is not there: ${fileURLToPath(config)} names none of that name.`);
  return buildSchema(await read(new URL(`${name}.graphql`, folder)));

  async function read(file: URL): Promise<string> {
    try {
      return await readFile(file, 'utf8');
    } catch (cause) {
      throw new OperatorError(`The contract ${name} is not there: ${fileURLToPath(file)} cannot be read.`, { cause });
    }
  }
}

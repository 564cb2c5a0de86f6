import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ExampleOperation } from './page.ts';

const variablesOf = z.record(z.string(), z.unknown());

/** Reads example operations: every `<name>.graphql` of `directory` in alphabetical order, with the variables of `<name>.json` when it is there. */
export async function readOperations(directory: string): Promise<ExampleOperation[]> {
  const files = new Set(await readdir(directory));
  const documents = [...files].filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    documents.map(async (file) => {
      const name = basename(file, '.graphql');
      const document = await readFile(join(directory, file), 'utf8');
      if (!files.has(`${name}.json`)) return { name, document };
      const variables: unknown = JSON.parse(await readFile(join(directory, `${name}.json`), 'utf8'));
      return { name, document, variables: variablesOf.parse(variables) };
    }),
  );
}

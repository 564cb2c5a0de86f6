import { readFile } from 'node:fs/promises';

export interface ExampleOperation {
  readonly name: string;
  readonly document: string;
  readonly variables?: string;
}

/** The documents shown in the playground, in the order of a visit: each works as it stands with the demo data. */
const SHOWN = ['Welcome', 'SearchProducts', 'ProductPage', 'SignIn', 'MyAccount'];

const OPERATIONS = new URL('../../../schema/operations/examples/', import.meta.url);

export async function readExampleOperations(): Promise<ExampleOperation[]> {
  return Promise.all(
    SHOWN.map(async (name) => ({
      name,
      document: await readFile(new URL(`${name}.graphql`, OPERATIONS), 'utf8'),
    })),
  );
}

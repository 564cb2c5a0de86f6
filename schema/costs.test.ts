import { createCostOf } from '@bazaar/gateway/guards/cost/create-cost-of';
import { readCosts } from '@bazaar/gateway/guards/cost/read-costs';
import { findDocumentExcess } from '@bazaar/gateway/guards/limits/find-excess';
import { limitSettings } from '@bazaar/gateway/guards/limits/limit-settings';
import { readFile, readdir } from 'node:fs/promises';
import { buildSchema, getNamedType, isObjectType, Kind, parse, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
const api = buildSchema(await read('api.graphql'));
const model = readCosts(await read('supergraph.graphql'));

/** What the operations of this repository may cost at most, with the variables they have by default: half of what strangers may ask for. */
const MOST = 2_500;

test('every list by pages says how long it is, to whoever counts costs', () => {
  const pages = Object.values(api.getTypeMap()).flatMap((type) => {
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    return fields.flatMap((field) =>
      getNamedType(field.type).name.endsWith('Connection') ? [`${type.name}.${field.name}`] : [],
    );
  });
  expect(pages).toContain('Query.products');
  const expected = {
    assumedSize: 20,
    slicingArguments: ['first', 'last'],
    sizedFields: ['edges', 'nodes'],
    requireOneSlicingArgument: false,
  };
  expect(new Map(pages.map((page) => [page, model.listSizes.get(page)]))).toEqual(
    new Map(pages.map((page) => [page, expected])),
  );
});

test('counting a whole list is weighed', () => {
  const counted = Object.values(api.getTypeMap()).filter(
    (type) => isObjectType(type) && 'totalCount' in type.getFields(),
  );
  expect(counted.length).toBeGreaterThan(5);
  expect(counted.map(({ name }) => model.weights.get(`${name}.totalCount`))).toEqual(counted.map(() => 10));
});

test('the marketplace’s own operations and the examples are within the limits, and cost little', async () => {
  const documents = await ownDocuments();
  const costs: Record<string, number> = {};
  for (const document of documents) {
    expect(findDocumentExcess(document, limitSettings.parse({}))).toEqual([]);
    for (const operation of document.definitions)
      if (operation.kind === Kind.OPERATION_DEFINITION)
        costs[operation.name?.value ?? ''] = createCostOf({ document, operation, apiSchema: api, model })({});
  }
  expect(Object.keys(costs).length).toBeGreaterThan(20);
  expect(Object.entries(costs).filter(([, cost]) => cost > MOST)).toEqual([]);
});

/** Files of the folder itself share fragments; those in folders beneath stand alone. */
async function ownDocuments(): Promise<DocumentNode[]> {
  const names = await readdir(new URL('operations/', import.meta.url), { recursive: true });
  const files = names.filter((name) => name.endsWith('.graphql'));
  const texts = await Promise.all(files.map(async (name) => ({ name, text: await read(`operations/${name}`) })));
  const shared = texts.filter(({ name }) => !name.includes('/')).map(({ text }) => text);
  return [shared.join('\n'), ...texts.filter(({ name }) => name.includes('/')).map(({ text }) => text)].map((text) =>
    parse(text, { noLocation: true }),
  );
}

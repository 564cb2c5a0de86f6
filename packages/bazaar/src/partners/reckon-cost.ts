import { createCostOf } from '@bazaar/gateway/guards/cost/create-cost-of';
import { readCosts, type CostModel } from '@bazaar/gateway/guards/cost/read-costs';
import { buildSchema, getOperationAST, type GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import type { CostOf } from './check-operations.ts';
import { CONTRACTS } from './read-contract.ts';

/** Reckons as the gateway does. Of variables it knows no more than their defaults: lists are as long as the schema assumes. */
export function reckonBy(apiSchema: GraphQLSchema, model: CostModel): CostOf {
  return (document) => {
    const operation = getOperationAST(document, undefined);
    if (!operation) throw new Error('A document to be reckoned has one operation.');
    return createCostOf({ document, operation, apiSchema, model })({});
  };
}

/** What the composed supergraph says of costs. */
export async function readCostOf(folder: URL = CONTRACTS): Promise<CostOf> {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8');
  return reckonBy(buildSchema(await read('api.graphql')), readCosts(await read('supergraph.graphql')));
}

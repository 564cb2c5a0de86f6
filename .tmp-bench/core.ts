// cost of the plan execution itself, with canned answers
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { createLogger } from '@bazaar/runtime/log';
import { openSupergraph } from '../gateway/src/engine/supergraph.ts';
import { prepareOperation } from '../gateway/src/engine/prepare-operation.ts';
import { createStockExecutor } from '../gateway/src/engine/execute-stock.ts';
import { NESTED, run, supergraphSdl } from './fixture.ts';
const api = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
const sg = openSupergraph(supergraphSdl, api);
const log = createLogger({name:'b', level:'error'});
const document = parse(NESTED);
const prepared = prepareOperation({document, operation: document.definitions[0] as any}, sg, log);
const stock = createStockExecutor({document, operation: prepared.operation, plan: prepared.plan}, sg, log);
const canned = new Map<string,string>();
let fetches = 0;
const call = async (fetch: any, variables: any) => {
  fetches++;
  const key = fetch.serviceName + fetch.operation + (variables.representations?.length ?? '') ;
  let text = canned.get(key);
  if (!text) { canned.set(key, text = JSON.stringify(await run(fetch.serviceName, {document: fetch.operationDocumentNode, variables}))); }
  return JSON.parse(text);
};
const a = await prepared.execute({variables:{}, call});
console.log('fetches', fetches, 'bytes', a.data.length, a.errors.length);
canned.clear();
const b = await stock({variables:{}, call});
console.log('equal', a.data === b.data);
async function time(label: string, f: () => any, n: number) {
  for (let i=0;i<n/4;i++) await f();
  const c0 = process.cpuUsage(); const t0 = performance.now();
  for (let i=0;i<n;i++) await f();
  const c = process.cpuUsage(c0);
  console.log(label, ((c.user+c.system)/n).toFixed(1), 'us cpu', ((performance.now()-t0)*1000/n).toFixed(1), 'us');
}
canned.clear(); await prepared.execute({variables:{}, call});
let total = 0; for (const v of canned.values()) total += v.length; console.log('canned bytes', total);
await time('parse only', () => { for (const v of canned.values()) JSON.parse(v); }, 2000);
await time('compiled', () => prepared.execute({variables:{}, call}), 20000);
canned.clear(); await stock({variables:{}, call});


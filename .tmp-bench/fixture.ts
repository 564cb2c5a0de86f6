import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, execute, type GraphQLSchema } from 'graphql';
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key","@shareable","@external"])\n`;
const sdls: Record<string,string> = {
 users: `type Query { me: User } type User @key(fields:"id") { id: ID! name: String! email: String! }`,
 catalog: `type Query { products(first: Int = 20): [Product!]! } type Product @key(fields:"id") { id: ID! name: String! description: String price: Int! vendor: Vendor } type Vendor @key(fields:"id") { id: ID! products: [Product!]! }`,
 vendors: `type Vendor @key(fields:"id") { id: ID! name: String! rating: Float owner: User } type User @key(fields:"id") {id: ID!}`,
 cart: `type User @key(fields:"id") { id: ID! cart: Cart } type Cart @key(fields:"id") { id: ID! lines: [CartLine!]! total: Int! } type CartLine { quantity: Int! product: Product } type Product @key(fields:"id") {id: ID!}`,
 orders: `type User @key(fields:"id") { id: ID! orders: [Order!]! } type Order @key(fields:"id") { id: ID! status: Status! lines: [OrderLine!]! vendor: Vendor } enum Status { PAID SHIPPED } type OrderLine { quantity: Int! price: Int! product: Product } type Product @key(fields:"id") {id: ID!  sold: Int } type Vendor @key(fields:"id") {id: ID!}`,
};
const product = (id: string) => ({ __typename:'Product', id, name: 'Product number ' + id, description: 'A fine thing of "quality", number ' + id, price: 1000 + Number(id), vendor: { __typename:'Vendor', id: String(Number(id) % 7) }, sold: Number(id) * 3 });
const ids = (n: number, from=0) => Array.from({length:n},(_,i)=>String(i+from));
const resolvers: Record<string, any> = {
 users: { Query: { me: () => ({id:'1', name:'Ada', email:'ada@example.org'}) }, User: { __resolveReference: (r:any)=>({id:r.id,name:'User '+r.id,email:r.id+'@example.org'}) } },
 catalog: { Query: { products: (_:any,{first}:any)=>ids(first).map(product) }, Product: { __resolveReference: (r:any)=>product(r.id) }, Vendor: {__resolveReference:(r:any)=>r, products:(v:any)=>ids(3,Number(v.id)*10).map(product)} },
 vendors: { Vendor: { __resolveReference: (r:any)=>({id:r.id,name:'Vendor '+r.id,rating:4.5,owner:{__typename:'User',id:'u'+r.id}}) }, User: {__resolveReference:(r:any)=>r} },
 cart: { User: { __resolveReference:(r:any)=>r, cart:()=>({id:'c1',total:99900,lines:ids(8,20).map(id=>({quantity:2,product:{__typename:'Product',id}}))}) }, Product: {__resolveReference:(r:any)=>r}, Cart: {__resolveReference:(r:any)=>({id:r.id,total:1,lines:[]})} },
 orders: { User: { __resolveReference:(r:any)=>r, orders:()=>ids(10).map(o=>({__typename:'Order',id:'o'+o,status:'PAID',vendor:{__typename:'Vendor',id:String(Number(o)%7)},lines:ids(3,Number(o)*3).map(id=>({quantity:1,price:100,product:{__typename:'Product',id}}))})) }, Product: {__resolveReference:(r:any)=>({...r, sold: Number(r.id)*3})}, Vendor: {__resolveReference:(r:any)=>r}, Order: {__resolveReference:(r:any)=>r} },
};
export const names = Object.keys(sdls);
export const schemas: Record<string, GraphQLSchema> = Object.fromEntries(names.map(n=>[n, buildSubgraphSchema([{typeDefs: parse(LINK+sdls[n]), resolvers: resolvers[n]}])]));
const composed = composeServices(names.map(name=>({name, url:`http://${name}`, typeDefs: parse(LINK+sdls[name])})));
if (composed.errors) throw composed.errors[0];
export const supergraphSdl = composed.supergraphSdl!;
export const NESTED = `query Nested { me { id name email cart { id total lines { quantity product { id name description price sold vendor { id name rating } } } } orders { id status vendor { id name rating owner { name email } } lines { quantity price product { id name price sold vendor { name } } } } } products { id name description price sold vendor { id name rating owner { name } } } }`;
export const TINY = `query Tiny { me { name } }`;
export function run(name: string, request: any) { return execute({schema: schemas[name]!, document: request.document ?? parse(request.query), variableValues: request.variables}); }

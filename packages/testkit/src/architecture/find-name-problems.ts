import {
  Kind,
  print,
  type DefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { NamedSchema } from './find-schema-problems.ts';

/** Endings of type names that say what another ending says everywhere else. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/(Filter|Criteria)$/, 'Where'],
  [/(Sort|Sorting|SortKey|Ordering)$/, 'OrderBy'],
  [/State$/, 'Status'],
  [/Type$/, 'Kind'],
];

/** The lines of a postal address. What changes one leaves out what stays: there all of them are nullable. */
const ADDRESS_LINES = [
  'firstName: String!',
  'lastName: String!',
  'company: String',
  'line1: String!',
  'line2: String',
  'city: String!',
  'region: String',
  'postalCode: String',
  'country: CountryCode!',
  'phone: String',
];
const ADDRESS_NAMES = new Set(ADDRESS_LINES.map((line) => line.split(':')[0]));

type FieldsNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | InputObjectTypeDefinitionNode;

/** Where a subgraph calls things otherwise than its siblings do: types, ids in inputs, lines of addresses, inputs and results of mutations. */
export function findNameProblems({ name, typeDefs }: NamedSchema): string[] {
  return [
    ...typeDefs.definitions.flatMap(findSynonyms),
    ...typeDefs.definitions
      .filter(hasFields)
      .flatMap((node) => [...findAddressProblems(node), ...findInputProblems(node)]),
    ...findPurposeProblems(typeDefs.definitions),
  ].map((problem) => `${name}: ${problem}`);
}

function findSynonyms(node: DefinitionNode): string[] {
  if (!('name' in node) || !node.name) return [];
  const { value } = node.name;
  const synonym = SYNONYMS.find(([ending]) => ending.test(value));
  return synonym ? [`${value} must be called ${value.replace(...synonym)}`] : [];
}

/** Whatever has a first line has them all, in the same order. */
function findAddressProblems(node: FieldsNode): string[] {
  const fields = (node.fields ?? []).map((field) => `${field.name.value}: ${print(field.type)}`);
  if (!fields.some((field) => field.startsWith('line1:'))) return [];
  const { value } = node.name;
  const changes = node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && value.endsWith('UpdateInput');
  const wanted = changes ? ADDRESS_LINES.map((line) => line.replace('!', '')) : ADDRESS_LINES;
  const lines = fields.filter((field) => ADDRESS_NAMES.has(field.split(':')[0] ?? ''));
  const isKnown =
    node.kind !== Kind.OBJECT_TYPE_DEFINITION ||
    node.interfaces?.some((implemented) => implemented.name.value === 'PostalAddress') === true;
  return [
    ...(lines.join() === wanted.join() ? [] : [`${value} must have ${wanted.join(', ')}`]),
    ...(isKnown ? [] : [`${value} must implement PostalAddress`]),
  ];
}

/** `orderId`, so that an input says whose id it takes. */
function findInputProblems(node: FieldsNode): string[] {
  if (node.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return [];
  return (node.fields ?? [])
    .filter((field) => /^ids?$/.test(field.name.value))
    .map((field) => `${node.name.value}.${field.name.value} must say whose id it is`);
}

/** Inputs and results of mutations are described by what they belong to: what a mutation does stands at the mutation. */
function findPurposeProblems(definitions: readonly DefinitionNode[]): string[] {
  const types = new Map(definitions.filter(hasFields).map((node) => [node.name.value, node]));
  return (types.get('Mutation')?.fields ?? []).flatMap((mutation) => {
    const { value } = mutation.name;
    const stem = value.slice(0, 1).toUpperCase() + value.slice(1);
    const wanted = { [`${stem}Input`]: `Input of \`${value}\`.`, [`${stem}Payload`]: `Result of \`${value}\`.` };
    return Object.entries(wanted)
      .filter(([type, description]) => types.get(type)?.description?.value !== description)
      .map(([type, description]) => `${type} must be described as "${description}"`);
  });
}

function hasFields(node: DefinitionNode): node is FieldsNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
  );
}

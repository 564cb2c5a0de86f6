import {
  Kind,
  print,
  type DefinitionNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { NamedSchema } from './find-schema-problems.ts';

/** The last arguments of every connection, in this order and in these words. */
const PAGE_ARGUMENTS = [
  ['first: Int', 'At most this many from the start, or after `after`: 20 unless told, up to 100.'],
  ['after: String', 'Continues after this cursor.'],
  ['last: Int', 'At most this many from the end, or before `before`, up to 100.'],
  ['before: String', 'Goes back from this cursor.'],
] as const;

/**
 * Where a subgraph's lists leave the conventions. A list of things in pages is a `ThingConnection` of `ThingEdge`s, chosen by a
 * `ThingWhere`, ordered by a `ThingOrderBy`, and paged by the same four arguments.
 */
export function findConnectionProblems({ name, typeDefs }: NamedSchema): string[] {
  const types = typeDefs.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const inputs = new Set(
    typeDefs.definitions.flatMap((node) => (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [node.name.value] : [])),
  );
  return [
    ...typeDefs.definitions.flatMap(findWhereProblems),
    ...types.flatMap((type) => findShapeProblems(type, types)),
    ...types
      .filter((type) => type.name.value !== 'Mutation')
      .flatMap((type) =>
        (type.fields ?? []).flatMap((field) =>
          findArgumentProblems(field, inputs).map((problem) => `${type.name.value}.${field.name.value} ${problem}`),
        ),
      ),
  ].map((problem) => `${name}: ${problem}`);
}

/** A condition that takes several values is plural: `statuses: [Status!]`. */
function findWhereProblems(node: DefinitionNode): string[] {
  if (node.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION || !node.name.value.endsWith('Where')) return [];
  return (node.fields ?? [])
    .filter((field) => (field.type.kind === Kind.LIST_TYPE) !== /[^su]s$/.test(field.name.value))
    .map((field) => `${node.name.value}.${field.name.value} must be plural exactly if it is a list`);
}

function findShapeProblems(type: ObjectTypeDefinitionNode, types: readonly ObjectTypeDefinitionNode[]): string[] {
  const [, node = '', kind] = /^(\w+)(Connection|Edge)$/.exec(type.name.value) ?? [];
  if (kind === 'Edge') {
    const has = fieldsOf(type).join(', ');
    const wanted = `cursor: String!, node: ${node}!`;
    return has === wanted ? [] : [`${type.name.value} must have ${wanted}`];
  }
  if (kind !== 'Connection') return [];
  const has = new Set(fieldsOf(type));
  const wanted = [`edges: [${node}Edge!]!`, `nodes: [${node}!]!`, 'pageInfo: PageInfo!', 'totalCount: Int'];
  const missing = wanted.filter((field) => !has.has(field));
  const edge = types.some((candidate) => candidate.name.value === `${node}Edge`);
  return [
    ...(missing.length > 0 ? [`${type.name.value} must have ${missing.join(', ')}`] : []),
    ...(edge ? [] : [`${type.name.value} has no ${node}Edge`]),
  ];
}

function findArgumentProblems(field: FieldDefinitionNode, inputs: ReadonlySet<string>): string[] {
  const [, node] = /^(\w+)Connection$/.exec(nameOf(field.type)) ?? [];
  const given = (field.arguments ?? []).map((argument) => ({
    name: argument.name.value,
    type: nameOf(argument.type),
    text: `${argument.name.value}: ${print(argument.type)}`,
    description: argument.description?.value,
  }));
  if (node === undefined) return given.some(({ name }) => name === 'after') ? ['is paged and no connection'] : [];
  const problems: string[] = [];
  const last = given.slice(-PAGE_ARGUMENTS.length);
  if (PAGE_ARGUMENTS.some(([text], index) => last[index]?.text !== text))
    problems.push(`must end with ${PAGE_ARGUMENTS.map(([text]) => text).join(', ')}`);
  else if (PAGE_ARGUMENTS.some(([, words], index) => last[index]?.description !== words))
    problems.push('must describe its page in the words of other connections');
  for (const { name, type } of given) {
    if ((name === 'where' || inputs.has(type)) && !(name === 'where' && type === `${node}Where`))
      problems.push(`must be chosen by where: ${node}Where`);
    if (/^(order|sort)/i.test(name) && !(name === 'orderBy' && type === `${node}OrderBy`))
      problems.push(`must be ordered by orderBy: ${node}OrderBy`);
  }
  return problems;
}

function fieldsOf(type: ObjectTypeDefinitionNode): string[] {
  return (type.fields ?? []).map((field) => `${field.name.value}: ${print(field.type)}`);
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

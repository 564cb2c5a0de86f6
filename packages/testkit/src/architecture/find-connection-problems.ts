import { Kind, print, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import type { NamedSchema } from './find-schema-problems.ts';

/** The last arguments of every connection, in this order. */
const PAGE_ARGUMENTS = ['first: Int', 'after: String', 'last: Int', 'before: String'];

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
  }));
  if (node === undefined) return given.some(({ name }) => name === 'after') ? ['is paged and no connection'] : [];
  const problems: string[] = [];
  const last = given.slice(-PAGE_ARGUMENTS.length).map(({ text }) => text);
  if (last.join() !== PAGE_ARGUMENTS.join()) problems.push(`must end with ${PAGE_ARGUMENTS.join(', ')}`);
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

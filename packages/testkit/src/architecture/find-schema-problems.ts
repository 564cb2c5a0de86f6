import { Kind, print, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';

export interface NamedSchema {
  readonly name: string;
  /** The subgraph's SDL, shared types included. */
  readonly typeDefs: DocumentNode;
}

interface ObjectType {
  readonly name: string;
  readonly fields: readonly FieldDefinitionNode[];
  /** The fields of its keys; null when it is no entity. */
  readonly keys: ReadonlySet<string> | null;
  readonly interfaces: readonly string[];
}

/** The gateway refuses to load these. */
const FORBIDDEN_DIRECTIVES = ['context', 'fromContext', 'cacheTag'];

/** Where a subgraph's SDL leaves Bazaar's conventions. `ownerOf` tells which subgraph an entity belongs to. */
export function findSchemaProblems(subgraph: NamedSchema, ownerOf: Readonly<Record<string, string>>): string[] {
  const types = objectTypes(subgraph.typeDefs);
  return [
    ...findForbiddenDirectives(subgraph.typeDefs),
    ...findRequiresProblems(types),
    ...findMutationProblems(types),
    ...findContributionProblems(types, subgraph.name, ownerOf),
  ].map((problem) => `${subgraph.name}: ${problem}`);
}

function findForbiddenDirectives(typeDefs: DocumentNode): string[] {
  const found = new Set<string>();
  visit(typeDefs, {
    Directive({ name }) {
      const bare = name.value.replace(/^federation__/, '');
      if (FORBIDDEN_DIRECTIVES.includes(bare)) found.add(`@${bare} is not understood by the gateway`);
    },
  });
  return [...found];
}

/** Such a field silently gets wrong data from the gateway when it is asked for twice with different arguments. */
function findRequiresProblems(types: readonly ObjectType[]): string[] {
  return fieldsOf(types).flatMap(({ coordinate, field }) => {
    const requires = field.directives?.find(({ name }) => name.value === 'requires');
    if (!requires) return [];
    const selection = requires.arguments?.map(({ value }) => print(value)).join() ?? '';
    return field.arguments?.length || selection.includes('(')
      ? [`${coordinate} has @requires together with arguments`]
      : [];
  });
}

/** `nounVerb(input: NounVerbInput!): NounVerbPayload`, with `userErrors: [SomeUserError!]!` that have a code. */
function findMutationProblems(types: readonly ObjectType[]): string[] {
  const nouns = new Set(
    types
      .filter(({ name }) => !/(Payload|Edge|Connection)$|^(Query|Mutation|Subscription)$/.test(name))
      .map(({ name }) => firstWord(name)),
  );
  return (types.find(({ name }) => name === 'Mutation')?.fields ?? []).flatMap((field) => {
    const name = field.name.value;
    const stem = name.slice(0, 1).toUpperCase() + name.slice(1);
    const problems: string[] = [];
    if (!nouns.has(firstWord(stem)) || firstWord(stem) === stem)
      problems.push('is not nounVerb: it begins with no type of this subgraph, or has no verb');
    const [input, ...more] = field.arguments ?? [];
    if (!input || more.length > 0 || input.name.value !== 'input' || print(input.type) !== `${stem}Input!`)
      problems.push(`must have one argument, input: ${stem}Input!`);
    if (print(field.type) !== `${stem}Payload`) problems.push(`must return ${stem}Payload, nullable`);
    const payload = types.find((type) => type.name === `${stem}Payload`);
    const userErrors = payload?.fields.find((candidate) => candidate.name.value === 'userErrors');
    const errorType = types.find((type) => userErrors && print(userErrors.type) === `[${type.name}!]!`);
    if (payload && !errorType?.interfaces.includes('UserError'))
      problems.push(`${stem}Payload must have userErrors: [<type that implements UserError>!]!`);
    else if (
      errorType &&
      !errorType.fields.some(
        (candidate) => candidate.name.value === 'code' && candidate.type.kind === Kind.NON_NULL_TYPE,
      )
    )
      problems.push(`${errorType.name} must have a non-null code`);
    return problems.map((problem) => `Mutation.${name} ${problem}`);
  });
}

/** A non-null field of another subgraph's entity would take the whole entity away while this subgraph is down. */
function findContributionProblems(
  types: readonly ObjectType[],
  subgraph: string,
  ownerOf: Readonly<Record<string, string>>,
): string[] {
  return types.flatMap(({ name, fields, keys }) => {
    if (!keys) return [];
    const owner = ownerOf[name];
    if (owner === undefined) return [`${name} is an entity whose owner the checks do not know`];
    if (owner === subgraph) return [];
    return fields
      .filter((field) => field.type.kind === Kind.NON_NULL_TYPE && !keys.has(field.name.value))
      .filter((field) => !field.directives?.some((directive) => directive.name.value === 'external'))
      .map((field) => `${name}.${field.name.value} must be nullable: ${name} belongs to ${owner}`);
  });
}

function objectTypes(typeDefs: DocumentNode): ObjectType[] {
  return typeDefs.definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const keys = (node.directives ?? []).filter(({ name }) => name.value === 'key');
    const keyFields = keys.flatMap(({ arguments: given }) =>
      (given ?? []).flatMap(({ name, value }) =>
        name.value === 'fields' && value.kind === Kind.STRING ? (value.value.match(/\w+/g) ?? []) : [],
      ),
    );
    return [
      {
        name: node.name.value,
        fields: node.fields ?? [],
        keys: keys.length > 0 ? new Set<string>(keyFields) : null,
        interfaces: (node.interfaces ?? []).map((implemented) => implemented.name.value),
      },
    ];
  });
}

function fieldsOf(types: readonly ObjectType[]): { coordinate: string; field: FieldDefinitionNode }[] {
  return types.flatMap((type) =>
    type.fields.map((field) => ({ coordinate: `${type.name}.${field.name.value}`, field })),
  );
}

/** `Stock` of `StockLevel`. */
function firstWord(name: string): string {
  return /^[A-Z][a-z0-9]*/.exec(name)?.[0] ?? name;
}

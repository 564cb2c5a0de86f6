import { Kind, parse, print, validate, type DocumentNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { FetchRequest } from '../../executor-under-test.ts';
import type { Entities } from './entities.ts';
import { hasAll, isProjectable, type Projectable } from './projections.ts';

interface Checked {
  readonly document: DocumentNode;
  readonly text: string;
  readonly variables: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/**
 * Watches what a subgraph is sent. The returned function parses a request's query and adds to `offences`: queries that are not valid in the subgraph,
 * a document that is not the query's, variables that the query does not declare, and representations with more than keys and required fields.
 */
export function createInspector(
  subgraph: string,
  schema: GraphQLSchema,
  entities: Entities,
): (request: FetchRequest, offences: string[]) => DocumentNode {
  const known = new Map<string, Checked>();
  const allowed = allowedFields(entities);

  function check(query: string): Checked {
    let checked = known.get(query);
    if (!checked) {
      const document = parse(query);
      const problems = validate(schema, document).map(({ message }) => message);
      known.set(query, (checked = { document, text: print(document), variables: declaredIn(document), problems }));
    }
    return checked;
  }

  return ({ query, document, variables }, offences) => {
    const accuse = (offence: string): void => void offences.push(`${subgraph}: ${offence}`);
    const checked = check(query);
    checked.problems.forEach(accuse);
    if (document && print(document) !== checked.text) accuse(`the document is not that of ${query}`);
    for (const name of Object.keys(variables)) if (!checked.variables.has(name)) accuse(`$${name} is not declared`);
    const { representations } = variables;
    for (const representation of Array.isArray(representations) ? representations : []) {
      if (!isProjectable(representation)) accuse('a representation is no object');
      else for (const offence of offencesOf(representation, entities, allowed)) accuse(offence);
    }
    return checked.document;
  };
}

function declaredIn(document: DocumentNode): Set<string> {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const variables = operation?.kind === Kind.OPERATION_DEFINITION ? operation.variableDefinitions : [];
  return new Set((variables ?? []).map(({ variable }) => variable.name.value));
}

/** The fields that representations of each type may have. */
function allowedFields({ keys, requires }: Entities): Map<string, Set<string>> {
  const allowed = new Map<string, Set<string>>();
  const allow = (type: string, { selections }: SelectionSetNode): void => {
    const fields = allowed.get(type) ?? new Set(['__typename']);
    allowed.set(type, fields);
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) allow(type, selection.selectionSet);
    }
  };
  for (const [type, sets] of keys) for (const set of sets) allow(type, set);
  for (const [coordinate, set] of requires) allow(coordinate.slice(0, coordinate.indexOf('.')), set);
  return allowed;
}

function offencesOf(
  representation: Projectable,
  { keys }: Entities,
  allowed: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const type = String(representation.__typename);
  const fields = allowed.get(type);
  if (!fields) return [`a representation is of type ${type}`];
  const hasKey = (keys.get(type) ?? []).some((key) => hasAll(representation, key));
  return [
    ...(hasKey ? [] : [`a representation has no key: ${JSON.stringify(representation)}`]),
    ...Object.keys(representation)
      .filter((field) => !fields.has(field))
      .map((field) => `a representation has ${type}.${field}`),
  ];
}

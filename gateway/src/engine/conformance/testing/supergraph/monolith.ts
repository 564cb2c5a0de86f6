import { execute, type GraphQLFieldResolver, type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import type { Answer, ClientOperation } from '../../executor-under-test.ts';
import type { Fixture } from './fixture.ts';
import { computedText, isComputed, project } from './projections.ts';
import { rootOf } from './root-of.ts';
import { computeField, getThing, readField, type Args, type PlacedThing, type Run } from './world.ts';

/**
 * Answers as one server with the whole schema and all the data would: graphql-js over the client's schema. Whatever graphql-js says is right, so
 * this is the oracle wherever the subgraphs know what the world knows.
 */
export async function answerAsMonolith(
  { apiSchema, subgraphs }: Fixture,
  { document, operationName, variables }: ClientOperation,
  run: Run,
): Promise<Answer> {
  const fieldResolver: GraphQLFieldResolver<PlacedThing, unknown, Record<string, unknown>> = (
    thing,
    args,
    _,
    { fieldName, parentType, returnType },
  ) => {
    const required = requirementOf(fieldName, parentType);
    if (!required || !isComputed(returnType)) return readField(run, thing, fieldName, args);
    return computeField(run, thing, fieldName, () =>
      // What a field selects from a thing are placed things.
      computedText(
        fieldName,
        args,
        project(required, thing, (source, field, args) => readOrNull(run, source as PlacedThing, field, args)),
      ),
    );
  };
  /** An interface object has the requirement for all its implementations. */
  function requirementOf(field: string, type: GraphQLObjectType): SelectionSetNode | undefined {
    const names = [type, ...type.getInterfaces()].map(({ name }) => name);
    const found = subgraphs.flatMap(({ entities }) =>
      names.flatMap((name) => entities.requires.get(`${name}.${field}`) ?? []),
    );
    return found[0];
  }
  const { data, errors } = await execute({
    schema: apiSchema,
    document,
    rootValue: getThing(run, rootOf(document, operationName)),
    variableValues: variables,
    operationName,
    fieldResolver,
  });
  return { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
}

/** A required field that fails arrives as null. */
function readOrNull(run: Run, thing: PlacedThing, field: string, args: Args): unknown {
  if (field === '__typename') return thing.__typename;
  try {
    const value = readField(run, thing, field, args);
    return Array.isArray(value) ? value.map((element: unknown) => (element instanceof Error ? null : element)) : value;
  } catch {
    return null;
  }
}

import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, Kind, parse, type GraphQLFieldResolver } from 'graphql';
import type { Answer, FetchRequest } from '../../executor-under-test.ts';
import { createEntityFinder } from './find-entity.ts';
import type { Fixture, SubgraphParts } from './fixture.ts';
import { createInspector } from './inspect-fetch.ts';
import { computedText, isComputed, project, readOwn, type Projectable } from './projections.ts';
import { rootOf } from './root-of.ts';
import { computeField, getThing, readField, type PlacedThing, type Run } from './world.ts';

const REPRESENTATION = Symbol('representation');

/** An entity that was asked for by a representation. */
interface ReferredThing extends PlacedThing {
  readonly [REPRESENTATION]?: Projectable;
}

interface SubgraphContext {
  readonly run: Run;
  readonly offences: string[];
}

/** Answers from a run's world, and adds to `offences` what no executor may send. */
export type Subgraph = (request: FetchRequest, run: Run, offences: string[]) => Promise<Answer>;

/** Builds one subgraph of a fixture on `@apollo/subgraph`. */
export function createSubgraph(fixture: Fixture, { name, sdl, entities }: SubgraphParts): Subgraph {
  const stale = fixture.stale[name] ?? {};
  const findEntity = createEntityFinder(fixture.world);

  // Asynchronous, as lookups are: one that fails then costs its own entity and not all of the fetch.
  async function resolveReference(
    representation: Projectable,
    { run }: SubgraphContext,
  ): Promise<ReferredThing | null> {
    const type = String(representation.__typename);
    const found = findEntity(run, {
      subgraph: name,
      representation,
      keys: entities.keys.get(type) ?? [],
      isOfType: (typename) => typename === type || fixture.isSubType(type, typename),
    });
    return found && { ...found, [REPRESENTATION]: representation };
  }

  const resolvers = Object.fromEntries(
    [...entities.keys.keys()].map((type) => [type, { __resolveReference: resolveReference }]),
  );
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const inspect = createInspector(name, schema, entities);

  const fieldResolver: GraphQLFieldResolver<ReferredThing, SubgraphContext, Record<string, unknown>> = (
    thing,
    args,
    { run, offences },
    { fieldName, parentType, returnType },
  ) => {
    const coordinate = `${parentType.name}.${fieldName}`;
    if (coordinate in stale) return stale[coordinate];
    const required = entities.requires.get(coordinate);
    if (!required || !isComputed(returnType)) return readField(run, thing, fieldName, args);
    return computeField(run, thing, fieldName, () => {
      const representation = thing[REPRESENTATION];
      if (!representation) throw new Error(`${coordinate} was asked for without a representation`);
      for (const input of required.selections)
        if (input.kind === Kind.FIELD && !Object.hasOwn(representation, input.name.value))
          offences.push(`${name}: ${coordinate} was asked for without ${input.name.value}`);
      return computedText(fieldName, args, project(required, representation, readOwn));
    });
  };

  return async (request, run, offences) => {
    const document = inspect(request, offences);
    const { data, errors } = await execute({
      schema,
      document,
      rootValue: getThing(run, rootOf(document, request.operationName)),
      variableValues: request.variables,
      operationName: request.operationName,
      contextValue: { run, offences },
      fieldResolver,
    });
    const answer = { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
    // As over a wire: a copy that belongs to the executor.
    return JSON.parse(JSON.stringify(answer)) as Answer;
  };
}

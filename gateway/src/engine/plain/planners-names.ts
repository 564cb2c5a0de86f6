import {
  FieldDefinition,
  parseFieldSetArgument,
  type CompositeType,
  type Supergraph,
} from '@apollo/federation-internals';
import { doTypesOverlap, isCompositeType, type GraphQLCompositeType, type GraphQLSchema } from 'graphql';

/** The response keys under which the planner puts fields of its own, beside the client's. */
export interface PlannersNames {
  /** Of any object that `type` may stand for. */
  on(type: GraphQLCompositeType): ReadonlySet<string>;
}

const ALWAYS = '__typename';

/**
 * Keys of entities, and what fields with `@requires` require. The planner fetches these without an alias, and reads them from where they then stand.
 *
 * @param schema of the supergraph: clients need not see what is required.
 */
export function readPlannersNames(supergraph: Supergraph, schema: GraphQLSchema): PlannersNames {
  const names = new Map<string, Set<string>>();
  for (const directive of fieldSetsOf(supergraph)) {
    const { parent } = directive;
    // The specification puts @key on types, and @requires on fields.
    const parentType = (parent instanceof FieldDefinition ? parent.parent : parent) as CompositeType;
    parseFieldSetArgument({ parentType, directive, validate: false }).forEachElement((element) => {
      if (element.kind !== 'Field') return;
      const type = element.parentType.name;
      const known = names.get(type) ?? new Set();
      names.set(type, known.add(element.name));
    });
  }

  const known = new Map<string, ReadonlySet<string>>();
  return {
    on(type) {
      let found = known.get(type.name);
      if (!found) known.set(type.name, (found = namesOn(type)));
      return found;
    },
  };

  function namesOn(type: GraphQLCompositeType): ReadonlySet<string> {
    const found = new Set([ALWAYS]);
    for (const [name, own] of names) {
      const [here, there] = [schema.getType(type.name), schema.getType(name)];
      if (!isCompositeType(here) || !isCompositeType(there) || !doTypesOverlap(schema, here, there)) continue;
      for (const one of own) found.add(one);
    }
    return found;
  }
}

function fieldSetsOf(supergraph: Supergraph) {
  return [...supergraph.subgraphs()].flatMap((subgraph) => {
    const metadata = subgraph.metadata();
    return [...metadata.keyDirective().applications(), ...metadata.requiresDirective().applications()];
  });
}

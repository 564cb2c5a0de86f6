import type { SelectionSetNode } from 'graphql';
import { factsText, hasAll, project, readOwn, type Projectable } from './projections.ts';
import { brokenAt, createRun, getThing, readField, type PlacedThing, type Run, type World } from './world.ts';

export interface EntityQuestion {
  readonly subgraph: string;
  readonly representation: Projectable;
  /** The keys of its type in this subgraph. */
  readonly keys: readonly SelectionSetNode[];
  /** Whether a thing of type `typename` can be what the representation's type says. */
  readonly isOfType: (typename: string) => boolean;
}

/** Finds the things that representations mean: those that have the values of a key. */
export function createEntityFinder(world: World) {
  /** Names of things by what they have for a key. */
  const indexes = new Map<SelectionSetNode, Map<string, string[]>>();

  function indexOf(key: SelectionSetNode): Map<string, string[]> {
    let index = indexes.get(key);
    if (!index) {
      const run = createRun(world);
      // What the world holds at a thing's fields are placed things.
      const read = (source: Projectable, field: string): unknown => readField(run, source as PlacedThing, field);
      index = new Map();
      for (const name of Object.keys(world)) {
        const facts = factsText(project(key, getThing(run, name), read));
        index.set(facts, [...(index.get(facts) ?? []), name]);
      }
      indexes.set(key, index);
    }
    return index;
  }

  /** @throws GraphQLError where a fault says so. */
  return (run: Run, { subgraph, representation, keys, isOfType }: EntityQuestion): PlacedThing | null => {
    const key = keys.find((candidate) => hasAll(representation, candidate));
    if (!key) return null;
    const names = indexOf(key).get(factsText(project(key, representation, readOwn))) ?? [];
    const name = names.find((candidate) => isOfType(world[candidate]?.__typename ?? ''));
    if (name === undefined) return null;
    const fault = run.faults[`${subgraph}/${name}`];
    if (fault === 'null') return null;
    if (fault) throw brokenAt(`${subgraph}/${name}`, fault);
    return getThing(run, name);
  };
}

import { GraphQLError } from 'graphql';

export type Args = Readonly<Record<string, unknown>>;

/** Computes a field. Its first parameter is what the schema says the field's arguments are. */
export type Reader = (args: never, run: Run) => unknown;

/**
 * An object of a fixture: its fields as leaves, lists, references, further things (objects with a `__typename`) or readers of those.
 * Subgraphs and the monolith answer from the same things.
 */
export interface Thing {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** All named things. `Query` and `Mutation` are the roots, whatever the schema calls them. */
export type World = Readonly<Record<string, Thing>>;

/** `null`: the value is null. `throws`: reading it fails with a code, `throwsUncoded`: without one. */
export type Failure = 'null' | 'throws' | 'throwsUncoded';

/**
 * What goes wrong in a run, by place: `p1.name` is a field, `p1.tags[0]` an element of a list, `p1.price.amount` a field of a thing without a name,
 * `reviews/p1` the entity p1 as the subgraph reviews finds it.
 */
export type Faults = Readonly<Record<string, Failure>>;

/** One execution of one operation. */
export interface Run {
  readonly world: World;
  readonly faults: Faults;
  /** What mutations change. */
  readonly state: Map<string, number>;
  /** The places that were read, with the `Type.field` each belongs to. */
  readonly reads: Map<string, string>;
}

/** Where a thing stands, `p1` or `p1.price`. What mutations return may carry it, as the thing that it is a later state of. */
export const PLACE = Symbol('place');

/** A thing as resolvers get it. */
export interface PlacedThing extends Thing {
  readonly [PLACE]: string;
}

class Reference {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Stands for the named thing. */
export function ref(name: string): Reference {
  return new Reference(name);
}

export function refs(...names: readonly string[]): Reference[] {
  return names.map(ref);
}

export function createRun(world: World, faults: Faults = {}): Run {
  return { world, faults, state: new Map(), reads: new Map() };
}

/** @throws when the world has no such thing. */
export function getThing({ world }: Run, name: string): PlacedThing {
  const thing = world[name];
  if (!thing) throw new Error(`no thing ${name}`);
  return { ...thing, [PLACE]: name };
}

/** @throws GraphQLError where a fault says so. */
export function readField(run: Run, thing: PlacedThing, field: string, args: Args = {}): unknown {
  return computeField(run, thing, field, () => {
    const value = thing[field];
    // The fixture's SDL declares the arguments of its readers.
    return typeof value === 'function' ? (value as (args: Args, run: Run) => unknown)(args, run) : value;
  });
}

/** A field whose value is computed rather than read. @throws GraphQLError where a fault says so. */
export function computeField(run: Run, thing: PlacedThing, field: string, compute: () => unknown): unknown {
  return readPlace(run, { place: `${thing[PLACE]}.${field}`, coordinate: `${thing.__typename}.${field}` }, compute);
}

interface Spot {
  readonly place: string;
  readonly coordinate: string;
}

function readPlace(run: Run, spot: Spot, read: () => unknown): unknown {
  run.reads.set(spot.place, spot.coordinate);
  const fault = run.faults[spot.place];
  if (fault === 'null') return null;
  if (fault) throw brokenAt(spot.place, fault);
  return unfold(run, spot, read());
}

export function brokenAt(place: string, fault: Failure): GraphQLError {
  return new GraphQLError(`${place} is broken`, { extensions: fault === 'throwsUncoded' ? {} : { code: 'BROKEN' } });
}

/** Follows references and gives things their places. Elements of lists that are broken become errors, as graphql-js wants them. */
function unfold(run: Run, { place, coordinate }: Spot, value: unknown): unknown {
  if (value instanceof Reference) return getThing(run, value.name);
  if (isThing(value)) return { [PLACE]: place, ...value };
  if (!Array.isArray(value)) return value;
  return value.map((element: unknown, index) => {
    try {
      return readPlace(run, { place: `${place}[${index}]`, coordinate }, () => element);
    } catch (error) {
      return error;
    }
  });
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && '__typename' in value;
}

import { print, type FieldNode, type GraphQLCompositeType, type GraphQLFormattedError } from 'graphql';
import type { PlannersNames } from './planners-names.ts';

/** A field of the client's at one place of the answer. */
export interface PlacedField {
  /** As the client named it. */
  readonly clientKey: string;
  /** Where its value stands in what was fetched. */
  readonly sourceKey: string;
  /** Where its objects stand. */
  readonly place: Place;
}

/** A field with `@requires`, wherever it is asked for at one place. */
export interface RequiringField {
  /** Of whose objects it is asked. */
  readonly type: GraphQLCompositeType;
  readonly nodes: FieldNode[];
}

type AnswerPath = readonly (string | number)[];

/** Names that every object has by inheritance: keys that read as present where they are not. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
/** What the planner names a field whose type differs from that of others under its key. */
const PLANNERS_ALIAS = /^(.+)__alias_\d+$/;
const PRIVATE_KEY = /^_\d+$/;
/** The root field of the fetches that bring entities: the path of an error begins with it. */
const ENTITIES = '_entities';

/**
 * The objects that stand under one path of response keys, whatever their types: what one of them may be asked for, another may be too.
 *
 * Objects of different types may have different fields under one key, and the planner puts fields of its own beside the client's. Where two could clash,
 * a field is fetched under a private key; all others keep the client's.
 */
export class Place {
  readonly #names: PlannersNames;
  /** By response key and what is asked for under it. */
  readonly #fields = new Map<string, PlacedField>();
  readonly #bySourceKey = new Map<string, PlacedField>();
  readonly #clientKeys = new Set<string>();
  /** Fields that require others, by their source keys and the types that are asked for them. */
  readonly required = new Map<string, RequiringField>();

  constructor(names: PlannersNames) {
    this.#names = names;
  }

  /** The same for equal fields under equal keys. */
  fieldOf(node: FieldNode, parent: GraphQLCompositeType): PlacedField {
    const clientKey = (node.alias ?? node.name).value;
    const call = callOf(node);
    const identity = `${clientKey}:${call}`;
    let field = this.#fields.get(identity);
    if (!field) {
      const isFree = !this.#bySourceKey.has(clientKey) && !this.#mayClash(clientKey, call, parent);
      const sourceKey = isFree ? clientKey : this.#privateKey(parent);
      field = { clientKey, sourceKey, place: new Place(this.#names) };
      this.#fields.set(identity, field);
      this.#bySourceKey.set(sourceKey, field);
      this.#clientKeys.add(clientKey);
    }
    return field;
  }

  /** The planner fetches what a field requires where that is asked for, and expects it at all objects of the place: they are all asked. */
  requires(node: FieldNode, type: GraphQLCompositeType): void {
    const key = `${this.fieldOf(node, type).sourceKey} ${type.name}`;
    const known = this.required.get(key);
    if (!known) this.required.set(key, { type, nodes: [node] });
    else if (!known.nodes.includes(node)) known.nodes.push(node);
  }

  /** A path into what was fetched, from here, as the client knows it. It ends where it would lead to what is another field for the client. */
  clientPath(path: AnswerPath): AnswerPath {
    const [step, ...rest] = path;
    if (step === undefined) return [];
    if (typeof step === 'number') return [step, ...this.clientPath(rest)];
    const field = this.fieldAt(step);
    if (field) return [field.clientKey, ...field.place.clientPath(rest)];
    return this.#clientKeys.has(step) ? [] : path;
  }

  /** The client's field that is fetched under `sourceKey`, or under the planner's alias for it. */
  fieldAt(sourceKey: string): PlacedField | undefined {
    const renamed = PLANNERS_ALIAS.exec(sourceKey)?.[1];
    return this.#bySourceKey.get(sourceKey) ?? (renamed === undefined ? undefined : this.#bySourceKey.get(renamed));
  }

  #mayClash(key: string, call: string, parent: GraphQLCompositeType): boolean {
    if (key === ENTITIES || INHERITED.has(key) || PRIVATE_KEY.test(key) || PLANNERS_ALIAS.test(key)) return true;
    // The planner's own field is the client's where it is asked for in the same way.
    return key !== call && this.#names.on(parent).has(key);
  }

  #privateKey(parent: GraphQLCompositeType): string {
    for (let number = 0; ; number += 1) {
      const key = `_${number}`;
      if (!this.#bySourceKey.has(key) && !this.#names.on(parent).has(key)) return key;
    }
  }
}

/** An error whose path leads into what was fetched at `place`, as the client gets it. */
export function withClientPath(error: GraphQLFormattedError, place: Place): GraphQLFormattedError {
  return error.path ? { ...error, path: place.clientPath(error.path) } : error;
}

/** A field's name and arguments: what is asked for, whatever the answer is called. */
function callOf({ name, arguments: given }: FieldNode): string {
  if (!given?.length) return name.value;
  const texts = given.map((argument) => print(argument)).sort();
  return `${name.value}(${texts.join(', ')})`;
}

import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { HintedSchema } from './cache-policy.ts';

/** `Product:prd_1`: one thing. `Product:*`: as what an answer depends on, any change of that type; as what has changed, all of them. */
export type Tag = string;

/** Ids of one type in one answer; more are remembered as all of the type. */
const MAX_IDS = 100;

/** A place in an answer where objects are: the selections on them. */
interface Place {
  readonly type: GraphQLCompositeType;
  /** By the names they have in the answer, without leaves. */
  readonly fields: readonly { readonly key: string; readonly place: Place; readonly withParent: boolean }[];
  /** Names under which the answer has the id field; empty when the id is not selected. */
  readonly idKeys: readonly string[];
  /** The answer has the type's name under this name. */
  readonly typenameKey: string | undefined;
  /** Tagged by whoever asks for the tags, or no thing at all. */
  readonly isRoot: boolean;
  /** Whatever is here is an entity, so that changes of it are told. */
  readonly isEntity: boolean;
  /** Entities whose lists a connection has, as clients may select of it. */
  readonly listed: readonly string[];
}

/** What of its surroundings an object inherits. */
interface Surroundings {
  readonly isInList: boolean;
  /** What changes here is told as a change of something that is tagged already. */
  readonly isCovered: boolean;
}

const ROOT: Surroundings = { isInList: false, isCovered: false };

/** Finds out what an answer depends on. */
export type FindTags = (data: unknown) => Tag[];

/**
 * Compiles the tags of a selection. An entity whose id is in the answer is a dependency by its id; one without it, one that is missing, and a list
 * (which things are in it may change with any of them) are dependencies on the type as a whole, unless the field says `withParent`.
 *
 * @param root `'entity'` for the selection on an entity, whose own tag its reader knows.
 */
export function compileTags(
  selections: SelectionSetNode,
  { type, document, root }: { type: GraphQLCompositeType; document: DocumentNode; root: 'operation' | 'entity' },
  { schema, hints }: HintedSchema,
): FindTags {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const listedBy = new Map<string, readonly string[]>();

  function concrete(of: GraphQLCompositeType): readonly string[] {
    return isAbstractType(of) ? schema.getPossibleTypes(of).map(({ name }) => name) : [of.name];
  }

  function entitiesOf(of: GraphQLCompositeType): string[] {
    return concrete(of).filter((name) => hints.isEntity(name));
  }

  /** The entities of a connection: of its lists, and of single fields of what its lists hold. */
  function findListed(of: GraphQLCompositeType): readonly string[] {
    let found = listedBy.get(of.name);
    if (!found) {
      const items = listsOf(of).flatMap((item) => (entitiesOf(item).length > 0 ? [item] : singlesOf(item)));
      found = [...new Set(items.flatMap(entitiesOf))];
      listedBy.set(of.name, found);
    }
    return found;
  }

  /** Places are compiled when an answer first has something there: documents may describe far more of them than any answer has. */
  function placeOf(at: GraphQLCompositeType, sets: readonly SelectionSetNode[], atRoot: boolean): Place {
    const byKey = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    const gather = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const nodes = byKey.get(key);
          if (nodes) nodes.push(selection);
          else byKey.set(key, [selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet);
        else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment) gather(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) gather(set);

    const fields: Place['fields'][number][] = [];
    const idKeys: string[] = [];
    const idFields = new Set(entitiesOf(at).map((name) => hints.idFieldOf(name)));
    const [idField] = idFields;
    let typenameKey: string | undefined;
    for (const [key, nodes] of byKey) {
      const [first] = nodes;
      if (!first) continue;
      const name = first.name.value;
      if (name === '__typename') typenameKey = key;
      // Types with ids of different names in one place have none that could be read without their names.
      if (idFields.size === 1 && name === idField) idKeys.push(key);
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length === 0) continue;
      const types = fieldTypes(at, nodes);
      if (types.length === 0) continue;
      const withParent = concrete(at).every(
        (owner) => hints.ofField(owner, name)?.withParent ?? !hasField(owner, name),
      );
      for (const fieldType of types) {
        let place: Place | undefined;
        fields.push({
          key,
          withParent,
          get place() {
            return (place ??= placeOf(fieldType, inner, false));
          },
        });
      }
    }
    const isEntity = concrete(at).every((name) => hints.isEntity(name));
    const listed = isEntity || atRoot ? [] : findListed(at);
    return { type: at, fields, idKeys, typenameKey, isRoot: atRoot, isEntity, listed };
  }

  function hasField(owner: string, field: string): boolean {
    const of = schema.getType(owner);
    return isObjectType(of) && of.getFields()[field] !== undefined;
  }

  /** Usually one; of fields of several types in one place, as many as there are. */
  function fieldTypes(at: GraphQLCompositeType, nodes: readonly FieldNode[]): GraphQLCompositeType[] {
    const names = new Set(nodes.map(({ name }) => name.value));
    const owners = [at, ...(isAbstractType(at) ? schema.getPossibleTypes(at) : [])];
    const found = new Set<GraphQLCompositeType>();
    for (const owner of owners)
      for (const name of names) {
        const field = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[name] : undefined;
        const named = field && getNamedType(field.type);
        if (isCompositeType(named)) found.add(named);
      }
    return [...found];
  }

  function visit(value: unknown, place: Place, around: Surroundings, tags: Set<Tag>): void {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, place, around.isInList ? around : { ...around, isInList: true }, tags);
      // An empty list fills with the first that comes.
      if (!around.isCovered) for (const name of entitiesOf(place.type)) tags.add(`${name}:*`);
      return;
    }
    if (typeof value !== 'object' || value === null) {
      if (!around.isCovered) for (const name of [...entitiesOf(place.type), ...place.listed]) tags.add(`${name}:*`);
      return;
    }
    // Not null, and no array.
    const object = value as Record<string, unknown>;
    const within = surroundings(object, place, around, tags);
    for (const { key, place: inner, withParent } of place.fields) {
      const child = object[key];
      if (child === undefined) continue;
      const isCovered = within.isCovered || (withParent && place.isEntity);
      // Below an entity a list begins anew.
      visit(child, inner, { isInList: within.isInList, isCovered }, tags);
    }
  }

  /** Tags the object itself. */
  function surroundings(
    object: Record<string, unknown>,
    place: Place,
    around: Surroundings,
    tags: Set<Tag>,
  ): Surroundings {
    const { type: at, typenameKey, idKeys } = place;
    if (place.isRoot) return ROOT;
    const named = typenameKey === undefined ? undefined : object[typenameKey];
    const possible = typeof named === 'string' ? (hints.isEntity(named) ? [named] : []) : entitiesOf(at);
    if (possible.length === 0) {
      if (!around.isCovered) for (const name of place.listed) tags.add(`${name}:*`);
      return around;
    }
    const id = idKeys.map((key) => object[key]).find((candidate) => candidate !== undefined && candidate !== null);
    if (typeof id === 'string' || typeof id === 'number') for (const name of possible) tags.add(`${name}:${id}`);
    else if (!around.isCovered) for (const name of possible) tags.add(`${name}:*`);
    if (around.isInList && !around.isCovered) for (const name of possible) tags.add(`${name}:*`);
    // What it has with it is covered by its own tag, or by whatever covers it; anything else stands alone.
    return ROOT;
  }

  let top: Place | undefined;
  return (data) => {
    const tags = new Set<Tag>();
    if (typeof data !== 'object' || data === null) return [];
    top ??= placeOf(type, [selections], true);
    visit(data, top, ROOT, tags);
    if (root === 'operation') tagRootTypes(top, tags);
    return reduce(tags);
  };

  /** Root fields of types without a key change with their type. */
  function tagRootTypes({ fields }: Place, tags: Set<Tag>): void {
    for (const { place } of fields)
      for (const name of concrete(place.type)) if (!hints.isEntity(name)) tags.add(`${name}:*`);
  }
}

function listsOf(type: GraphQLCompositeType): GraphQLCompositeType[] {
  return fieldsOf(type).flatMap((output) => {
    const named = getNamedType(output);
    const outer = isNonNullType(output) ? output.ofType : output;
    return isListType(outer) && isCompositeType(named) ? [named] : [];
  });
}

function singlesOf(type: GraphQLCompositeType): GraphQLCompositeType[] {
  return fieldsOf(type).flatMap((output) => {
    const named = getNamedType(output);
    return isCompositeType(named) ? [named] : [];
  });
}

function fieldsOf(type: GraphQLCompositeType): readonly GraphQLOutputType[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).map((field) => field.type) : [];
}

/** Leaves out what a type as a whole includes, and the ids of types that have many. */
function reduce(tags: ReadonlySet<Tag>): Tag[] {
  const ids = new Map<string, Tag[]>();
  for (const tag of tags) {
    const type = typeOfTag(tag);
    const known = ids.get(type);
    if (known) known.push(tag);
    else ids.set(type, [tag]);
  }
  return [...ids].flatMap(([type, own]) => (tags.has(`${type}:*`) || own.length > MAX_IDS ? [`${type}:*`] : own));
}

export function typeOfTag(tag: Tag): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? tag : tag.slice(0, colon);
}

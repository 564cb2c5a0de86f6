import { createHash } from 'node:crypto';
import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type DocumentNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import { readCacheHints } from './cache-hints.ts';
import { policyOf, type CachePolicy, type HintedSchema, type PolicyDefaults } from './cache-policy.ts';
import { compileTags, type FindTags } from './change-tags.ts';

/** What a fetch asks of entities of one type. */
export interface EntityPlan {
  readonly policy: CachePolicy;
  readonly type: string;
  readonly idField: string | undefined;
  readonly findTags: FindTags;
}

/** What of a fetch may be kept, whoever asks. */
export interface FetchPlan {
  /** Supergraph, subgraph and selection. */
  readonly key: string;
  /** Of root fields; the entities of others are planned by their types. */
  readonly root: Pick<EntityPlan, 'policy' | 'findTags'> | undefined;
  entity(type: string): EntityPlan | null;
}

/** Null when nothing of the fetch may be kept. */
export function planFetch(
  subgraph: string,
  document: DocumentNode,
  supergraph: LoadedSupergraph,
  defaults: PolicyDefaults,
): FetchPlan | null {
  const schema = supergraph.supergraphSchema;
  const hinted = { schema, hints: readCacheHints(schema) };
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const type = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !type) return null;
  const hash = createHash('sha256').update(textWithoutName(document)).digest('base64url');
  const key = `${supergraph.fingerprint}\n${subgraph}\n${hash}`;

  const [first, ...others] = operation.selectionSet.selections;
  if (first?.kind === Kind.FIELD && first.name.value === '_entities' && first.selectionSet && others.length === 0) {
    const { selectionSet } = first;
    const entities = new Map<string, EntityPlan | null>();
    const planOf = (name: string): EntityPlan | null => {
      const known = entities.get(name);
      if (known !== undefined) return known;
      const planned = planEntity(name, selectionSet, document, hinted, defaults);
      entities.set(name, planned);
      return planned;
    };
    return { key, root: undefined, entity: planOf };
  }
  const policy = policyOf(operation.selectionSet, { type, root: 'operation', document }, hinted, defaults);
  if (policy.maxAgeS === 0) return null;
  const findTags = compileTags(operation.selectionSet, { type, root: 'operation', document }, hinted);
  return { key, root: { policy, findTags }, entity: () => null };
}

function planEntity(
  name: string,
  selections: SelectionSetNode,
  document: DocumentNode,
  hinted: HintedSchema,
  defaults: PolicyDefaults,
): EntityPlan | null {
  const type = hinted.schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const own = onlyOn(type, selections, document, hinted.schema);
  const policy = policyOf(own, { type, root: 'entity', document }, hinted, defaults);
  if (policy.maxAgeS === 0) return null;
  const idField = hinted.hints.idFieldOf(name);
  return { policy, type: name, idField, findTags: compileTags(own, { type, root: 'entity', document }, hinted) };
}

/** What of the selections on `_entities` is about one type. */
function onlyOn(
  type: GraphQLObjectType | GraphQLInterfaceType,
  { selections }: SelectionSetNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): SelectionSetNode {
  const conditionOf = (selection: SelectionNode): string | undefined => {
    if (selection.kind === Kind.FIELD) return undefined;
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value;
    const name = selection.name.value;
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fragment.typeCondition.name.value : undefined;
  };
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const other = schema.getType(condition);
    return isAbstractType(other) && schema.isSubType(other, type);
  };
  return { kind: Kind.SELECTION_SET, selections: selections.filter((selection) => applies(conditionOf(selection))) };
}

/** Fetches of different operations that ask the same share what is kept. */
function textWithoutName(document: DocumentNode): string {
  return print({
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? { ...definition, name: undefined } : definition,
    ),
  });
}

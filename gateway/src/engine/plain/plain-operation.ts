import {
  isCompositeType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Decide } from './conditions.ts';
import { Place } from './place.ts';
import { plainSelections } from './plain-selections.ts';
import { plainVariables, type PlainVariables } from './plain-variables.ts';
import type { PlannersNames } from './planners-names.ts';
import type { Reading } from './read-selections.ts';
import type { Requirements } from './requirements.ts';

/** A client's operation, and the same in words that the planner understands. */
export interface PlainOperation {
  readonly plain: DocumentNode;
  /** The client's variables as `plain` names them. */
  readonly valuesOf: PlainVariables['valuesOf'];
  /** Which fields of the client's stand where in what is fetched. */
  readonly root: Place;
}

/** What is known of the supergraph. */
export interface PlannedSchema {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly plannersNames: PlannersNames;
  readonly requirements: Requirements;
}

/**
 * Says the same in plain words: conditions are decided as far as `decide` knows, fragments that tell no types apart dissolved, what stands twice merged,
 * type names asked for only where they tell types apart, and fields that could clash given keys of their own (`Place`). What is left are fields, and
 * fragments on types.
 *
 * The planner answers such operations right; others it does not always (`docs/gateway/engine.md`). The client's answer is written by its own operation.
 */
export function plainOperation(
  { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  { apiSchema: schema, plannersNames: names, requirements }: PlannedSchema,
  decide: Decide,
): PlainOperation {
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}.`);
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const reading = { schema, requirements, decide, fragments: new Map(definitions.map((one) => [one.name.value, one])) };
  const root = new Place(names);
  const selections = plainSelections(operation.selectionSet, type, root, reading);
  const own: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  const fragments = definitions
    // It would not mind the order of the fields, which is that of mutations.
    .filter(({ typeCondition }) => typeCondition.name.value !== type.name)
    .flatMap((one) => plainFragment(one, names, reading));
  const plain = plainVariables({ kind: Kind.DOCUMENT, definitions: [own, ...fragments] }, operation);
  return { plain: plain.document, valuesOf: plain.valuesOf, root };
}

/** The planner shortens what it asks of subgraphs by the fragments that the document defines, whether it spreads them or not. */
function plainFragment(
  fragment: FragmentDefinitionNode,
  names: PlannersNames,
  reading: Reading,
): readonly FragmentDefinitionNode[] {
  const type = reading.schema.getType(fragment.typeCondition.name.value);
  if (!isCompositeType(type)) return [];
  const selections = plainSelections(fragment.selectionSet, type, new Place(names), reading);
  return [{ ...fragment, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections } }];
}

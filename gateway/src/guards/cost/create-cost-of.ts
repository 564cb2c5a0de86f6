import {
  isCompositeType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsInOrder } from '../fragments-in-order.ts';
import { createFieldCosts, type FieldCost } from './field-costs.ts';
import { conditionOf, defaultsOf } from './given-values.ts';
import { createInputCosts } from './input-costs.ts';
import { lengthOf, type Length } from './list-length.ts';
import type { CostModel } from './read-costs.ts';
import { createSums, type Amount, type Factor, type Term, type Variables } from './sums.ts';

/** What a mutation costs beside its fields. */
export const MUTATION_COST = 10;

/** How long a list is expected to be when neither the schema nor the client tells. */
export const LIST_LENGTH = 10;

/** What an operation costs with these variables. @throws Fault `BAD_REQUEST` when a field misses the slicing argument that it must have. */
export type CostOf = (variables: Variables) => number;

export interface CostedOperation {
  /** Valid, and nested no deeper than limits allow. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly apiSchema: GraphQLSchema;
  readonly model: CostModel;
  readonly listLength?: number;
}

/** A selection set's cost, apart from the lists in it whose length is for the field around it to say. */
interface Selected {
  readonly plain: Amount;
  readonly sized: ReadonlyMap<string, SizedCost>;
}

interface SizedCost {
  /** When the field around does not say how long the list is. */
  readonly own: Amount;
  /** Of one entry. */
  readonly entry: Amount;
}

const NOTHING: Selected = { plain: 0, sized: new Map() };

/**
 * Works out what can be told of an operation's cost from its document, once; what is left is a sum over its variables. Costs are those of the IBM cost
 * specification as Apollo's router counts them, of the operation as the client wrote it: objects 1, leaves 0, lists times their expected length, and
 * every occurrence of a field counts. Takes time and memory in proportion to the document, whatever its fragments multiply to; a cost beyond
 * `Number.MAX_SAFE_INTEGER` is that.
 */
export function createCostOf({
  document,
  operation,
  apiSchema,
  model,
  listLength = LIST_LENGTH,
}: CostedOperation): CostOf {
  const { sum, evaluatorOf } = createSums();
  const fields = createFieldCosts(apiSchema, model);
  const defaults = defaultsOf(operation);
  const inputs = createInputCosts(model, defaults);
  const sizedNames = new Set([...model.listSizes.values()].flatMap(({ sizedFields }) => sizedFields));
  const fragments = new Map<string, Selected>();

  function select(set: SelectionSetNode, parent: GraphQLCompositeType | undefined): Selected {
    const plain: Term[] = [];
    const sized = new Map<string, { own: Term[]; entry: Term[] }>();
    const sizedTerms = (name: string) => {
      let terms = sized.get(name);
      if (!terms) sized.set(name, (terms = { own: [], entry: [] }));
      return terms;
    };

    for (const selection of set.selections) {
      const condition = conditionOf(selection, defaults);
      if (condition === 0) continue;
      if (selection.kind === Kind.FIELD) {
        const cost = parent && fields.of(parent, selection.name.value);
        if (!cost) continue;
        const { entry, length, given } = costField(selection, cost);
        const own = sum([{ factor: length, of: entry }]);
        if (cost.isList && sizedNames.has(selection.name.value)) {
          const terms = sizedTerms(selection.name.value);
          terms.own.push({ factor: condition, of: own });
          terms.entry.push({ factor: condition, of: entry });
          plain.push({ factor: condition, of: sum(given, 0) });
        } else {
          plain.push({ factor: condition, of: sum([{ factor: 1, of: own }, ...given], 0) });
        }
        continue;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selectInline(selection, parent);
      if (!inner) continue;
      plain.push({ factor: condition, of: inner.plain });
      for (const [name, { own, entry }] of inner.sized) {
        const terms = sizedTerms(name);
        terms.own.push({ factor: condition, of: own });
        terms.entry.push({ factor: condition, of: entry });
      }
    }
    return {
      plain: sum(plain),
      sized: new Map([...sized].map(([name, { own, entry }]) => [name, { own: sum(own), entry: sum(entry) }])),
    };
  }

  function selectInline(
    {
      typeCondition,
      selectionSet,
    }: {
      readonly typeCondition?: { readonly name: { readonly value: string } };
      readonly selectionSet: SelectionSetNode;
    },
    parent: GraphQLCompositeType | undefined,
  ): Selected {
    return select(selectionSet, typeCondition ? typeNamed(typeCondition.name.value) : parent);
  }

  /** What one value of the field costs with all below it, how many there are, and what its arguments cost. */
  function costField(field: FieldNode, cost: FieldCost): { entry: Amount; length: Factor; given: Term[] } {
    const { selectionSet } = field;
    const inner = selectionSet ? select(selectionSet, isCompositeType(cost.type) ? cost.type : undefined) : NOTHING;
    const length = cost.listSize && lengthOf(cost.listSize, field, cost.args, defaults);
    const below: Term[] = [{ factor: 1, of: inner.plain }];
    for (const [name, { own, entry }] of inner.sized) {
      if (cost.listSize?.sizedFields.includes(name)) below.push(...sizedTermsOf(length, own, entry));
      else below.push({ factor: 1, of: own });
    }
    return {
      entry: sum([{ factor: cost.weight, of: 1 }, ...below], 0),
      length: cost.isList ? factorOf(length) : 1,
      given: cost.args.flatMap((argument) => {
        const given = field.arguments?.find(({ name }) => name.value === argument.name);
        return given
          ? inputs.termsOf(given.value, { type: argument.type, weight: cost.weightOfArgument(argument) })
          : [];
      }),
    };
  }

  function sizedTermsOf(length: Length, own: Amount, entry: Amount): Term[] {
    if (length === undefined) return [{ factor: 1, of: own }];
    if (typeof length === 'number') return [{ factor: length, of: entry }];
    return [
      { factor: (variables) => length(variables) ?? 0, of: entry },
      { factor: (variables) => (length(variables) === undefined ? 1 : 0), of: own },
    ];
  }

  function factorOf(length: Length): Factor {
    return typeof length === 'function' ? (variables) => length(variables) ?? listLength : (length ?? listLength);
  }

  function typeNamed(name: string): GraphQLCompositeType | undefined {
    const type = apiSchema.getType(name);
    return type && isCompositeType(type) ? type : undefined;
  }

  for (const { name, selectionSet, typeCondition } of fragmentsInOrder(document))
    fragments.set(name.value, select(selectionSet, typeNamed(typeCondition.name.value)));
  const { plain, sized } = select(operation.selectionSet, apiSchema.getRootType(operation.operation) ?? undefined);
  const total = sum(
    [
      { factor: operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0, of: 1 },
      { factor: 1, of: plain },
      ...[...sized.values()].map(({ own }) => ({ factor: 1, of: own })),
    ],
    0,
  );
  return evaluatorOf(total);
}

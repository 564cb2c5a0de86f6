import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { CostModel, ListSize } from './read-costs.ts';

/** What is known of a field's cost before anybody asks for it. */
export interface FieldCost {
  /** Of one value of it, without what is asked for below. */
  readonly weight: number;
  readonly isList: boolean;
  readonly listSize: ListSize | undefined;
  readonly type: GraphQLNamedType;
  readonly args: readonly GraphQLArgument[];
  /** What the schema says an argument weighs; undefined when it says nothing. */
  weightOfArgument(argument: GraphQLArgument): number | undefined;
}

/**
 * Looks up fields of the client-facing schema. A field of an interface costs what it costs on the most expensive type that it may be asked of: nothing is
 * cheaper through an interface.
 */
export function createFieldCosts(apiSchema: GraphQLSchema, { weights, listSizes }: CostModel) {
  const known = new Map<string, FieldCost | undefined>();

  function weightOfType(type: GraphQLNamedType): number {
    if (isAbstractType(type)) return Math.max(1, ...apiSchema.getPossibleTypes(type).map(weightOfType));
    return weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
  }

  function lookUp(parent: GraphQLCompositeType, name: string): FieldCost | undefined {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
    const field = parent.getFields()[name];
    if (!field) return undefined;
    const owners = isAbstractType(parent) ? [parent, ...apiSchema.getPossibleTypes(parent)] : [parent];
    const most = (numbers: readonly number[]) => (numbers.length > 0 ? Math.max(...numbers) : undefined);
    return {
      weight: Math.max(
        ...owners.map((owner) => {
          const type = getNamedType(owner.getFields()[name]?.type ?? field.type);
          return weights.get(`${owner.name}.${name}`) ?? weightOfType(type);
        }),
      ),
      isList: isListType(getNullableType(field.type)),
      listSize: mostOf(owners.flatMap((owner) => listSizes.get(`${owner.name}.${name}`) ?? [])),
      type: getNamedType(field.type),
      args: field.args,
      weightOfArgument: (argument) =>
        most(owners.flatMap((owner) => weights.get(`${owner.name}.${name}(${argument.name}:)`) ?? [])) ??
        weights.get(getNamedType(argument.type).name),
    };
  }

  return {
    /** Undefined for fields that the type does not have, introspection among them. */
    of(parent: GraphQLCompositeType, name: string): FieldCost | undefined {
      const coordinate = `${parent.name}.${name}`;
      if (!known.has(coordinate)) known.set(coordinate, lookUp(parent, name));
      return known.get(coordinate);
    },
  };
}

/** As composition puts together what several subgraphs say. */
function mostOf(sizes: readonly ListSize[]): ListSize | undefined {
  if (sizes.length <= 1) return sizes[0];
  const assumed = sizes.flatMap(({ assumedSize }) => assumedSize ?? []);
  return {
    assumedSize: assumed.length > 0 ? Math.max(...assumed) : undefined,
    slicingArguments: [...new Set(sizes.flatMap(({ slicingArguments }) => slicingArguments))],
    sizedFields: [...new Set(sizes.flatMap(({ sizedFields }) => sizedFields))],
    requireOneSlicingArgument: sizes.every(({ requireOneSlicingArgument }) => requireOneSlicingArgument),
  };
}

import { Kind, parse, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { argumentOf, nameOfDirective, textOf } from '../../supergraph/directive-names.ts';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** How many entries there are when no slicing argument tells. */
  readonly assumedSize: number | undefined;
  /** Arguments whose value is the number of entries; the largest of them counts. */
  readonly slicingArguments: readonly string[];
  /** The lists below the field that have this size, such as `edges` and `nodes`. */
  readonly sizedFields: readonly string[];
  /** Whether a client must give exactly one of the slicing arguments. */
  readonly requireOneSlicingArgument: boolean;
}

/** What subgraphs say of costs, by coordinate: `Product`, `Query.products`, `Query.products(query:)`, `ProductWhere.tags`. */
export interface CostModel {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

const SPECIFICATION = 'https://specs.apollo.dev/cost';

interface Weighed {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** Reads `@cost` and `@listSize` as composition keeps them in the supergraph: where several subgraphs say something, the most expensive of it. */
export function readCosts(supergraphSdl: string): CostModel {
  const document = parse(supergraphSdl, { noLocation: true });
  const cost = nameOfDirective(document, SPECIFICATION, 'cost');
  const listSize = nameOfDirective(document, SPECIFICATION, 'listSize');
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  if (cost === undefined) return { weights, listSizes };

  function note(coordinate: string, { directives = [] }: Weighed): void {
    for (const directive of directives) {
      if (directive.name.value === cost) weights.set(coordinate, numberOf(argumentOf(directive, 'weight')) ?? 0);
      if (directive.name.value === listSize) listSizes.set(coordinate, readListSize(directive));
    }
  }

  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
        note(definition.name.value, definition);
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        note(definition.name.value, definition);
        for (const field of definition.fields ?? []) {
          const coordinate = `${definition.name.value}.${field.name.value}`;
          note(coordinate, field);
          if (field.kind !== Kind.FIELD_DEFINITION) continue;
          for (const argument of field.arguments ?? []) note(`${coordinate}(${argument.name.value}:)`, argument);
        }
        break;
      default:
    }
  }
  return { weights, listSizes };
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const requireOne = argumentOf(directive, 'requireOneSlicingArgument');
  return {
    assumedSize: numberOf(argumentOf(directive, 'assumedSize')),
    slicingArguments: textsOf(argumentOf(directive, 'slicingArguments')),
    sizedFields: textsOf(argumentOf(directive, 'sizedFields')),
    requireOneSlicingArgument: requireOne?.kind === Kind.BOOLEAN ? requireOne.value : true,
  };
}

function numberOf(value: ConstValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function textsOf(value: ConstValueNode | undefined): string[] {
  return value?.kind === Kind.LIST ? value.values.flatMap((item) => textOf(item) ?? []) : [];
}

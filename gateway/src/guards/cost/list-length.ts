import { Kind, type FieldNode, type GraphQLArgument, type ValueNode } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import { isSent, type VariableDefaults } from './given-values.ts';
import type { ListSize } from './read-costs.ts';
import type { Variables } from './sums.ts';

/** How many entries a list is expected to have; undefined when nothing tells. */
export type Length = number | undefined | ((variables: Variables) => number | undefined);

/**
 * The length that a field's slicing arguments ask for, or else the one to be assumed.
 * Where exactly one slicing argument is wanted, working it out throws a `BAD_REQUEST` unless there is one.
 */
export function lengthOf(
  { assumedSize, slicingArguments, requireOneSlicingArgument }: ListSize,
  field: FieldNode,
  args: readonly GraphQLArgument[],
  defaults: VariableDefaults,
): Length {
  const slices = slicingArguments.map((name) => {
    const argument = args.find((candidate) => candidate.name === name);
    const given = field.arguments?.find((candidate) => candidate.name.value === name)?.value;
    return sliceOf(given, argument?.defaultValue, defaults);
  });
  const isStatic = slices.every((slice) => typeof slice !== 'function');
  const length = (variables: Variables): number | undefined => {
    let count = 0;
    let longest: number | undefined;
    for (const slice of slices) {
      const size = typeof slice === 'function' ? slice(variables) : slice;
      if (size === undefined) continue;
      count += 1;
      longest = Math.max(longest ?? 0, size);
    }
    if (requireOneSlicingArgument && slices.length > 0 && count !== 1)
      throw new Fault(
        'BAD_REQUEST',
        `The field "${field.name.value}" takes exactly one of ${slicingArguments.join(', ')}; found ${count}.`,
      );
    return longest ?? assumedSize;
  };
  if (slices.length === 0) return assumedSize;
  return isStatic && !requireOneSlicingArgument ? length({}) : length;
}

/** The value of one slicing argument. What is no length at all, such as a negative number, tells nothing: its list is as long as without it. */
function sliceOf(given: ValueNode | undefined, argumentDefault: unknown, defaults: VariableDefaults): Length {
  if (!given) return sizeOf(argumentDefault);
  if (given.kind !== Kind.VARIABLE) return literalSize(given);
  const name = given.name.value;
  const variableDefault = defaults.get(name);
  const otherwise = variableDefault ? literalSize(variableDefault) : sizeOf(argumentDefault);
  return (variables) => (isSent(variables, name) ? sizeOf(variables[name]) : otherwise);
}

function literalSize(value: ValueNode): number | undefined {
  return value.kind === Kind.INT ? sizeOf(Number(value.value)) : undefined;
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

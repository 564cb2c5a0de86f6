import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';

/** Whether a subgraph's value is one of `type`. Custom scalars are theirs to define. */
export type IsLeafValue = (value: unknown) => boolean;

export function leafCheck(type: GraphQLLeafType): IsLeafValue {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  if (!isSpecifiedScalarType(type)) return () => true;
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return (value) => Number.isInteger(value);
    case 'Float':
      return (value) => Number.isFinite(value);
    case 'String':
      return (value) => typeof value === 'string';
    default:
      return (value) => typeof value === 'string' || Number.isInteger(value);
  }
}

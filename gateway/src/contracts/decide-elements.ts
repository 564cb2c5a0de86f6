import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { ElementTags } from './read-tags.ts';

/** Which tags make a contract. */
export interface ContractFilter {
  /** Fields of objects and interfaces, and unions, are in the contract only with one of these; empty: all are. */
  readonly include: readonly string[];
  /** Whatever has one of these is not in the contract, whatever else it has. */
  readonly exclude: readonly string[];
}

/** Coordinates of what tags leave out, and why, in words that follow "is not in the contract:". Elements of a type that is left out are not listed. */
export type LeftOut = ReadonlyMap<string, string>;

/**
 * Decides by tags alone, as Apollo's contracts do. A tag on an object or interface holds for its fields too. A type of which nothing is left is left out;
 * what refers to it is for others to look at.
 */
export function decideElements(api: GraphQLSchema, tags: ElementTags, { include, exclude }: ContractFilter): LeftOut {
  const leftOut = new Map<string, string>();
  const none: ReadonlySet<string> = new Set();
  const tagsOf = (coordinate: string) => tags.get(coordinate) ?? none;

  function isExcluded(coordinate: string): boolean {
    const tag = exclude.find((candidate) => tagsOf(coordinate).has(candidate));
    if (tag !== undefined) leftOut.set(coordinate, `it is tagged ${tag}`);
    return tag !== undefined;
  }

  function isNotIncluded(coordinate: string, inherited: ReadonlySet<string>): boolean {
    if (include.length === 0 || include.some((tag) => tagsOf(coordinate).has(tag) || inherited.has(tag))) return false;
    leftOut.set(coordinate, `it is not tagged ${include.join(' or ')}`);
    return true;
  }

  /** Decides on a type and what is in it; unions, which depend on other types, come later. */
  function decide(type: GraphQLNamedType): void {
    if (isExcluded(type.name)) return;
    let left = 1;
    if (isObjectType(type) || isInterfaceType(type)) {
      const inherited = tagsOf(type.name);
      left = 0;
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        if (isExcluded(coordinate) || isNotIncluded(coordinate, inherited)) continue;
        left += 1;
        for (const argument of field.args) isExcluded(`${coordinate}(${argument.name}:)`);
      }
    } else if (isEnumType(type)) {
      left = type.getValues().filter(({ name }) => !isExcluded(`${type.name}.${name}`)).length;
    } else if (isInputObjectType(type)) {
      left = Object.keys(type.getFields()).filter((name) => !isExcluded(`${type.name}.${name}`)).length;
    } else if (isUnionType(type)) {
      isNotIncluded(type.name, none);
    }
    if (left === 0)
      leftOut.set(type.name, `nothing of it is${include.length > 0 ? ` tagged ${include.join(' or ')}` : ' left'}`);
  }

  const types = Object.values(api.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  types.forEach(decide);
  for (const type of types) {
    if (!isUnionType(type) || leftOut.has(type.name)) continue;
    if (type.getTypes().every(({ name }) => leftOut.has(name))) leftOut.set(type.name, 'none of its types is');
  }
  return leftOut;
}

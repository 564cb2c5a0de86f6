import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type GraphQLInputType,
  type GraphQLNamedType,
  type ValueNode,
} from 'graphql';
import { isSent, type VariableDefaults } from './given-values.ts';
import type { CostModel } from './read-costs.ts';
import type { Factor, Term } from './sums.ts';

/** An input as the schema defines it: an argument, or a field of an input object. */
interface Definition {
  readonly type: GraphQLInputType;
  /** What the schema says it weighs; undefined when it says nothing. */
  readonly weight: number | undefined;
}

/** Costs of what clients send: an input object 1, a leaf nothing, unless the schema says otherwise. What is null or left out costs nothing. */
export function createInputCosts({ weights }: CostModel, defaults: VariableDefaults) {
  function fieldOf(type: GraphQLNamedType, name: string): Definition | undefined {
    const field = isInputObjectType(type) ? type.getFields()[name] : undefined;
    return (
      field && {
        type: field.type,
        weight: weights.get(`${type.name}.${name}`) ?? weights.get(getNamedType(field.type).name),
      }
    );
  }

  /** Whether every value other than null costs the same. */
  function isUniform({ type, weight }: Definition): boolean {
    const bare = isNonNullType(type) ? type.ofType : type;
    const named = getNamedType(type);
    // Weighed lists are weighed by their entries too.
    if (isListType(bare)) return weight === undefined && isLeafType(named);
    if (!isInputObjectType(named)) return true;
    return Object.keys(named.getFields()).every((name) => {
      const field = fieldOf(named, name);
      return field?.weight === undefined && isLeafType(getNamedType(field?.type));
    });
  }

  function costOfOne({ type, weight }: Definition): number {
    if (isListType(isNonNullType(type) ? type.ofType : type)) return weight ?? 0;
    return weight ?? (isInputObjectType(getNamedType(type)) ? 1 : 0);
  }

  function costOfVariable(name: string, definition: Definition): Factor {
    const isAlways = isNonNullType(definition.type);
    if (isUniform(definition) && (isAlways || costOfOne(definition) === 0)) return costOfOne(definition);
    const otherwise = defaults.get(name);
    const costOfDefault = otherwise ? termsOf(otherwise, definition) : [];
    // Default values contain no variables.
    const fallback = costOfDefault.reduce((sum, { factor }) => sum + (typeof factor === 'number' ? factor : 0), 0);
    return (variables) => (isSent(variables, name) ? costOfJson(variables[name], definition) : fallback);
  }

  function costOfJson(value: unknown, definition: Definition): number {
    let cost = 0;
    const waiting: (readonly [unknown, Definition])[] = [[value, definition]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [here, { type, weight }] = next;
      if (here === null || here === undefined) continue;
      const named = getNamedType(type);
      if (Array.isArray(here)) {
        cost += weight ?? 0;
        for (const item of here) waiting.push([item, { type: named, weight }]);
      } else if (isInputObjectType(named) && typeof here === 'object') {
        cost += weight ?? 1;
        for (const [name, inner] of Object.entries(here)) {
          const field = fieldOf(named, name);
          if (field) waiting.push([inner, field]);
        }
      } else cost += weight ?? 0;
    }
    return cost;
  }

  function termsOf(value: ValueNode, definition: Definition): Term[] {
    const named = getNamedType(definition.type);
    const { weight } = definition;
    switch (value.kind) {
      case Kind.NULL:
        return [];
      case Kind.VARIABLE:
        return [{ factor: costOfVariable(value.name.value, definition), of: 1 }];
      case Kind.LIST:
        return [
          { factor: weight ?? 0, of: 1 },
          ...value.values.flatMap((item) => termsOf(item, { type: named, weight })),
        ];
      case Kind.OBJECT:
        if (!isInputObjectType(named)) return [{ factor: weight ?? 0, of: 1 }];
        return [
          { factor: weight ?? 1, of: 1 },
          ...value.fields.flatMap((inner) => {
            const field = fieldOf(named, inner.name.value);
            return field ? termsOf(inner.value, field) : [];
          }),
        ];
      default:
        return [{ factor: weight ?? 0, of: 1 }];
    }
  }

  return { termsOf };
}

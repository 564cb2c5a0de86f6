import {
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from 'graphql';

/** Instead of a value: it is wrong or unusual, and graphql-js has to look at it. */
export const UNCLEAR = Symbol('unclear');

/** Turns a JSON value into what resolvers get for it, or into {@link UNCLEAR}. */
export type Coerce = (value: unknown) => unknown;

/** How values of `type` are coerced. `known` holds the input objects on the way: they may contain themselves. */
export function compileCoercion(type: GraphQLInputType, known = new Map<GraphQLInputObjectType, Coerce>()): Coerce {
  if (isNonNullType(type)) {
    const coerce = compileNullable(type.ofType, known);
    return (value) => (value == null ? UNCLEAR : coerce(value));
  }
  const coerce = compileNullable(type, known);
  return (value) => (value == null ? null : coerce(value));
}

function compileNullable(type: GraphQLInputType, known: Map<GraphQLInputObjectType, Coerce>): Coerce {
  if (isListType(type)) return listCoercion(compileCoercion(type.ofType, known));
  if (isInputObjectType(type)) return known.get(type) ?? objectCoercion(type, known);
  return leafCoercion(type);
}

function leafCoercion(type: GraphQLScalarType | GraphQLEnumType): Coerce {
  return (value) => {
    try {
      const parsed: unknown = type.parseValue(value);
      return parsed === undefined ? UNCLEAR : parsed;
    } catch {
      return UNCLEAR;
    }
  };
}

function listCoercion(coerceItem: Coerce): Coerce {
  return (value) => {
    if (!Array.isArray(value)) {
      if (typeof value === 'object') return UNCLEAR;
      const only = coerceItem(value);
      return only === UNCLEAR ? UNCLEAR : [only];
    }
    const items: unknown[] = [];
    for (const item of value) {
      const coerced = coerceItem(item);
      if (coerced === UNCLEAR) return UNCLEAR;
      items.push(coerced);
    }
    return items;
  };
}

function objectCoercion(type: GraphQLInputObjectType, known: Map<GraphQLInputObjectType, Coerce>): Coerce {
  if (type.isOneOf) return () => UNCLEAR;
  const coerce: Coerce = (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return UNCLEAR;
    // Neither null nor a list.
    const given = value as Readonly<Record<string, unknown>>;
    const values: Record<string, unknown> = {};
    for (const { name, defaultValue, isRequired, coerceField } of fields) {
      if (given[name] !== undefined) {
        const coerced = coerceField(given[name]);
        if (coerced === UNCLEAR) return UNCLEAR;
        values[name] = coerced;
      } else if (defaultValue !== undefined) values[name] = defaultValue;
      else if (isRequired) return UNCLEAR;
    }
    for (const name of Object.keys(given)) if (!definitions[name]) return UNCLEAR;
    return values;
  };
  known.set(type, coerce);
  const definitions = type.getFields();
  const fields = Object.values(definitions).map(({ name, type: fieldType, defaultValue }) => ({
    name,
    defaultValue,
    isRequired: isNonNullType(fieldType),
    coerceField: compileCoercion(fieldType, known),
  }));
  return coerce;
}

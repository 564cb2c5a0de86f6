import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Which fragments apply to which `__typename`. */
export interface TypeConditions {
  /** Whether an object of `typename` is one of `condition`. An object without a name is of no type. */
  applies(condition: string, typename: unknown): boolean;
}

export function createTypeConditions(schema: GraphQLSchema): TypeConditions {
  return {
    applies(condition, typename) {
      if (condition === typename) return true;
      if (typeof typename !== 'string') return false;
      const type = schema.getType(typename);
      const conditional = schema.getType(condition);
      if (!isAbstractType(conditional)) return false;
      return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type);
    },
  };
}

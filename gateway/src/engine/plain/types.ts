import {
  getNamedType,
  isAbstractType,
  isObjectType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The types that an object of `type` may have. */
export function objectsOf(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : schema.getPossibleTypes(type);
}

/** Whether every `type` is a `wider` one, and has its fields. */
export function isAll(wider: GraphQLCompositeType, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (wider === type) return true;
  return isAbstractType(wider) && !isUnionType(type) && schema.isSubType(wider, type);
}

/** Without lists and nullability. */
export function typeOfField(field: string, parent: GraphQLCompositeType): GraphQLNamedType | undefined {
  if (field === '__schema') return getNamedType(SchemaMetaFieldDef.type);
  if (field === '__type') return getNamedType(TypeMetaFieldDef.type);
  return isUnionType(parent) ? undefined : getNamedType(parent.getFields()[field]?.type);
}

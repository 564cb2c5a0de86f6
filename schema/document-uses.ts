import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/**
 * What of a schema a valid document depends on, in the words of paths of schema changes: `Order.total`, `Query.order.id` for an argument, `Where.tags`,
 * `Status.NEW`. Of enums and input types that its variables lead to it depends on everything, and they are named by themselves too: who knows what is sent.
 */
export function usesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const uses = new Set<string>();
  const info = new TypeInfo(schema);

  function useInput(type: GraphQLNamedType): void {
    if (uses.has(type.name)) return;
    if (isEnumType(type)) {
      uses.add(type.name);
      for (const { name } of type.getValues()) uses.add(`${type.name}.${name}`);
    }
    if (!isInputObjectType(type)) return;
    uses.add(type.name);
    for (const field of Object.values(type.getFields())) {
      uses.add(`${type.name}.${field.name}`);
      useInput(getNamedType(field.type));
    }
  }

  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ arguments: given = [] }) {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        // A change of what implements the interface reaches the document too.
        const owners = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
        for (const { name } of owners) {
          uses.add(`${name}.${field.name}`);
          for (const argument of given) uses.add(`${name}.${field.name}.${argument.name.value}`);
        }
      },
      ObjectField({ name }) {
        const parent = info.getParentInputType();
        if (parent) uses.add(`${getNamedType(parent).name}.${name.value}`);
      },
      EnumValue({ value }) {
        const type = info.getInputType();
        if (type) uses.add(`${getNamedType(type).name}.${value}`);
      },
      VariableDefinition() {
        const type = info.getInputType();
        if (type) useInput(getNamedType(type));
      },
    }),
  );
  return uses;
}

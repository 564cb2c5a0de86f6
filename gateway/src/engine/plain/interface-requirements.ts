import { FieldDefinition, type CompositeType, type Supergraph } from '@apollo/federation-internals';
import { isInterfaceType, isObjectType, type GraphQLCompositeType, type GraphQLSchema } from 'graphql';

/** The fields with `@requires` that an `@interfaceObject` contributes to all implementations of its interface. */
export interface InterfaceRequirements {
  /** The interface to whose implementations `field` of `type` was contributed; undefined for all other fields. */
  interfaceOf(type: GraphQLCompositeType, field: string): string | undefined;
}

/** @param schema what clients see. */
export function readInterfaceRequirements(supergraph: Supergraph, schema: GraphQLSchema): InterfaceRequirements {
  /** Interfaces by field. */
  const contributors = new Map<string, Set<string>>();
  for (const subgraph of supergraph.subgraphs()) {
    const metadata = subgraph.metadata();
    for (const { parent: field } of metadata.requiresDirective().applications()) {
      if (!(field instanceof FieldDefinition)) continue;
      // Fields stand in types.
      const parent = field.parent as CompositeType;
      if (!metadata.isInterfaceObjectType(parent)) continue;
      const interfaces = contributors.get(field.name) ?? new Set();
      contributors.set(field.name, interfaces.add(parent.name));
    }
  }
  return {
    interfaceOf(type, field) {
      for (const name of contributors.get(field) ?? []) {
        const contributor = schema.getType(name);
        if (!isInterfaceType(contributor)) continue;
        if (contributor === type) return name;
        if ((isObjectType(type) || isInterfaceType(type)) && schema.isSubType(contributor, type)) return name;
      }
      return undefined;
    },
  };
}

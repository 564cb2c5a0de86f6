import { FieldDefinition, type CompositeType, type Supergraph } from '@apollo/federation-internals';
import { isAbstractType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/** Which fields have `@requires`. */
export interface Requirements {
  /**
   * The type all of whose objects at one place have to be asked for `field` when one of `type` is: `type` itself, or the interface to whose implementations
   * an `@interfaceObject` contributed the field. Undefined for a field that requires nothing.
   */
  askedOf(type: GraphQLObjectType, field: string): GraphQLNamedType | undefined;
}

/** @param schema what clients see. */
export function readRequirements(supergraph: Supergraph, schema: GraphQLSchema): Requirements {
  const required = new Map<string, GraphQLNamedType>();
  for (const subgraph of supergraph.subgraphs()) {
    for (const { parent: field } of subgraph.metadata().requiresDirective().applications()) {
      // The specification puts @requires on fields only.
      if (!(field instanceof FieldDefinition)) continue;
      const type = schema.getType((field.parent as CompositeType).name);
      if (!type) continue;
      // A subgraph's object that is an interface to clients is an @interfaceObject.
      for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type])
        required.set(`${object.name}.${field.name}`, type);
    }
  }
  return { askedOf: (type, field) => required.get(`${type.name}.${field}`) };
}

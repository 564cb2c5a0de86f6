import {
  FieldDefinition,
  parseFieldSetArgument,
  type CompositeType,
  type Subgraph,
  type Supergraph,
} from '@apollo/federation-internals';

/**
 * What a supergraph asks for that would give wrong answers without a word, one explanation each; empty when it can be served.
 *
 * A field may require others that take arguments: `shippingEstimate: Int @requires(fields: "weight(unit: KG)")`. Query plans tell required fields from
 * those that the client asks for by name alone: beside the client's `weight(unit: G)`, grams are sent for kilograms, or the client gets kilograms.
 */
export function findUnsupported(supergraph: Supergraph): string[] {
  return [...supergraph.subgraphs()].flatMap(findRequiredWithArguments);
}

function findRequiredWithArguments(subgraph: Subgraph): string[] {
  const reasons: string[] = [];
  for (const directive of subgraph.metadata().requiresDirective().applications()) {
    const field = directive.parent;
    // The specification puts @requires on fields only.
    if (!(field instanceof FieldDefinition)) continue;
    const parentType = field.parent as CompositeType;
    parseFieldSetArgument({ parentType, directive, validate: false }).forEachElement((required) => {
      if (required.kind === 'Field' && required.definition.hasArguments())
        reasons.push(
          `${field.coordinate} requires ${required.toString()} in subgraph ${subgraph.name}, which takes arguments: a client that asks for ` +
            `${required.name} with others changes what is sent, or gets what was required. Require a field without arguments.`,
        );
    });
  }
  return reasons;
}

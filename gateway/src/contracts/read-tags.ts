import { Kind, parse, type ConstDirectiveNode, type DefinitionNode } from 'graphql';
import { argumentOf, nameOfDirective, textOf } from '../supergraph/directive-names.ts';

/** Tags by the coordinate of the element that bears them: `Product`, `Product.price`, `Product.price(currency:)`, `Status.DRAFT`, `Where.tags`. */
export type ElementTags = ReadonlyMap<string, ReadonlySet<string>>;

const SPECIFICATION = 'https://specs.apollo.dev/tag';

interface Tagged {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** What the subgraphs tagged, by the tags that composition keeps in the supergraph. */
export function readTags(supergraphSdl: string): ElementTags {
  const document = parse(supergraphSdl, { noLocation: true });
  const tag = nameOfDirective(document, SPECIFICATION, 'tag');
  const tags = new Map<string, Set<string>>();

  function note(coordinate: string, { directives }: Tagged): void {
    for (const directive of directives ?? []) {
      const name = directive.name.value === tag ? textOf(argumentOf(directive, 'name')) : undefined;
      if (name === undefined) continue;
      const known = tags.get(coordinate);
      if (known) known.add(name);
      else tags.set(coordinate, new Set([name]));
    }
  }

  function noteElements(definition: DefinitionNode): void {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        note(definition.name.value, definition);
        for (const field of definition.fields ?? []) {
          const coordinate = `${definition.name.value}.${field.name.value}`;
          note(coordinate, field);
          for (const argument of field.arguments ?? []) note(`${coordinate}(${argument.name.value}:)`, argument);
        }
        return;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        note(definition.name.value, definition);
        for (const field of definition.fields ?? []) note(`${definition.name.value}.${field.name.value}`, field);
        return;
      case Kind.ENUM_TYPE_DEFINITION:
        note(definition.name.value, definition);
        for (const value of definition.values ?? []) note(`${definition.name.value}.${value.name.value}`, value);
        return;
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
        note(definition.name.value, definition);
        return;
      default:
        // Tags on the schema itself choose nothing; a supergraph has no extensions.
        return;
    }
  }

  if (tag !== undefined) document.definitions.forEach(noteElements);
  return tags;
}

import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { Fixture, SubgraphParts } from '../supergraph/fixture.ts';

/**
 * The fields, as `Type.field`, whose failure a monolith does not feel as a supergraph does: those of keys and of `@requires`, on which others hang,
 * those that a subgraph promises more strictly than the supergraph, and those that an `@interfaceObject` promises: its subgraph does not know of which
 * objects they were asked.
 */
export function findFragileFields(fixture: Fixture): Set<string> {
  return new Set(
    fixture.subgraphs.flatMap((subgraph) => {
      const { keys, requires } = subgraph.entities;
      return [
        ...[...keys].flatMap(([type, sets]) => sets.flatMap((set) => coordinatesOf(fixture, type, set))),
        ...[...requires].flatMap(([coordinate, set]) => coordinatesOf(fixture, coordinate.split('.')[0] ?? '', set)),
        ...strictFieldsOf(fixture, subgraph),
        ...promisesOf(fixture, subgraph),
      ];
    }),
  );
}

function coordinatesOf(fixture: Fixture, typeName: string, { selections }: SelectionSetNode): string[] {
  const type = fixture.apiSchema.getType(typeName);
  const implementations = isAbstractType(type) ? fixture.apiSchema.getPossibleTypes(type) : [];
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return coordinatesOf(fixture, selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
    if (selection.kind !== Kind.FIELD) return [];
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
    return [
      ...[typeName, ...implementations.map(({ name }) => name)].map((name) => `${name}.${selection.name.value}`),
      ...(field && selection.selectionSet
        ? coordinatesOf(fixture, getNamedType(field.type).name, selection.selectionSet)
        : []),
    ];
  });
}

function strictFieldsOf({ apiSchema }: Fixture, { sdl }: SubgraphParts): string[] {
  return parse(sdl).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const type = apiSchema.getType(definition.name.value);
    if (!isObjectType(type)) return [];
    return (definition.fields ?? [])
      .filter((field) => String(type.getFields()[field.name.value]?.type) !== print(field.type))
      .map((field) => `${type.name}.${field.name.value}`);
  });
}

function promisesOf({ apiSchema }: Fixture, { sdl }: SubgraphParts): string[] {
  return parse(sdl).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const type = apiSchema.getType(definition.name.value);
    if (!isInterfaceType(type)) return [];
    return (definition.fields ?? [])
      .filter((field) => field.type.kind === Kind.NON_NULL_TYPE)
      .flatMap((field) => apiSchema.getPossibleTypes(type).map(({ name }) => `${name}.${field.name.value}`));
  });
}

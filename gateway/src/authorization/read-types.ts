import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type SelectionSetNode, type TypeNode } from 'graphql';
import { argument, type LinkedDirectives } from './linked-directives.ts';
import type { AnyOfAll, Requirement } from './requirement.ts';

export interface RuledField {
  /** The name of the type it returns. */
  readonly returns: string;
  /** What its own directives say. */
  readonly own: Requirement;
  /** What `@requires` fetches for it first, one entry per subgraph. */
  readonly required: readonly SelectionSetNode[];
}

export interface RuledType {
  readonly own: Requirement;
  readonly interfaces: readonly string[];
  readonly fields: ReadonlyMap<string, RuledField>;
}

/** Every type of a supergraph that may carry the directives, by name. */
export function readTypes(supergraph: DocumentNode, linked: LinkedDirectives): Map<string, RuledType> {
  const types = new Map<string, RuledType>();
  for (const definition of supergraph.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = (definition.fields ?? []).map(({ name, type, directives = [] }) => {
          const field = {
            returns: namedType(type),
            own: requirementOf(directives, linked),
            required: requiredBy(directives),
          };
          return [name.value, field] as const;
        });
        types.set(definition.name.value, {
          own: requirementOf(definition.directives ?? [], linked),
          interfaces: (definition.interfaces ?? []).map(({ name }) => name.value),
          fields: new Map(fields),
        });
        break;
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION: {
        const own = requirementOf(definition.directives ?? [], linked);
        types.set(definition.name.value, { own, interfaces: [], fields: new Map() });
      }
    }
  }
  return types;
}

function requirementOf(directives: readonly ConstDirectiveNode[], linked: LinkedDirectives): Requirement {
  const applied = (name: string | undefined) => directives.filter((directive) => directive.name.value === name);
  return {
    authenticated: applied(linked.authenticated).length > 0,
    scopes: applied(linked.requiresScopes).map((directive) => groupsOf(directive, 'scopes')),
    policies: applied(linked.policy).map((directive) => groupsOf(directive, 'policies')),
  };
}

/** A list of lists; a value where a list belongs is a list of one, as everywhere in GraphQL. */
function groupsOf(directive: ConstDirectiveNode, name: string): AnyOfAll {
  const given = argument(directive, name);
  const groups = given?.kind === Kind.LIST ? given.values : given ? [given] : [];
  return groups.map((group) =>
    (group.kind === Kind.LIST ? group.values : [group]).flatMap((value) =>
      value.kind === Kind.STRING ? [value.value] : [],
    ),
  );
}

function requiredBy(directives: readonly ConstDirectiveNode[]): SelectionSetNode[] {
  return directives.flatMap((directive) => {
    const required = directive.name.value === 'join__field' ? argument(directive, 'requires') : undefined;
    if (required?.kind !== Kind.STRING) return [];
    const [operation] = parse(`{ ${required.value} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? [operation.selectionSet] : [];
  });
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

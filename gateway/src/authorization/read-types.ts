import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumTypeExtensionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type ScalarTypeDefinitionNode,
  type ScalarTypeExtensionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { argument, type LinkedDirectives } from './linked-directives.ts';
import { allOf, NOTHING_REQUIRED, type AnyOfAll, type Requirement } from './requirement.ts';

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

/** Every type of a supergraph that may carry the directives, by name. What extensions say counts as if it stood with the type. */
export function readTypes(supergraph: DocumentNode, linked: LinkedDirectives): Map<string, RuledType> {
  const types = new Map<string, RuledType>();
  for (const definition of supergraph.definitions) {
    if (!mayCarryRules(definition)) continue;
    const { name, directives = [] } = definition;
    const before = types.get(name.value);
    const fields = new Map(before?.fields);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      const own = requirementOf(field.directives ?? [], linked);
      fields.set(field.name.value, {
        returns: namedType(field.type),
        own,
        required: requiredBy(field.directives ?? []),
      });
    }
    const interfaces = 'interfaces' in definition ? (definition.interfaces ?? []) : [];
    types.set(name.value, {
      own: allOf([before?.own ?? NOTHING_REQUIRED, requirementOf(directives, linked)]),
      interfaces: [...(before?.interfaces ?? []), ...interfaces.map((implemented) => implemented.name.value)],
      fields,
    });
  }
  return types;
}

type CarrierNode =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode
  | ScalarTypeDefinitionNode
  | ScalarTypeExtensionNode
  | EnumTypeDefinitionNode
  | EnumTypeExtensionNode;

const CARRIERS: ReadonlySet<Kind> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_EXTENSION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_TYPE_EXTENSION,
]);

function mayCarryRules(definition: DefinitionNode): definition is CarrierNode {
  return CARRIERS.has(definition.kind);
}

function requirementOf(directives: readonly ConstDirectiveNode[], linked: LinkedDirectives): Requirement {
  const applied = (names: ReadonlySet<string>) => directives.filter(({ name }) => names.has(name.value));
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

import {
  buildASTSchema,
  isIntrospectionType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  Kind,
  OperationTypeNode,
  parse,
  printType,
  validateSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SchemaDefinitionNode,
} from 'graphql';
import { decideElements, type ContractFilter, type LeftOut } from './decide-elements.ts';
import { followReferences } from './follow-references.ts';
import type { ElementTags } from './read-tags.ts';

export type FilteredSchema =
  | { readonly kind: 'filtered'; readonly schema: GraphQLSchema }
  /** There can be no such contract. Each problem is a sentence that names the element at fault. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * The part of an API schema that a contract shows: whatever is valid against it is valid against the whole.
 * Nothing that the filter keeps is taken away quietly: what keeps something from being used is a problem.
 */
export function filterSchema(api: GraphQLSchema, tags: ElementTags, filter: ContractFilter): FilteredSchema {
  const contradictions = filter.include.filter((tag) => filter.exclude.includes(tag));
  if (contradictions.length > 0)
    return { kind: 'refused', problems: contradictions.map((tag) => `The tag ${tag} is both included and excluded.`) };

  const leftOut = decideElements(api, tags, filter);
  const { reached, problems } = followReferences(api, leftOut);
  if (problems.length > 0) return { kind: 'refused', problems };

  const schema = buildASTSchema(documentOf(api, leftOut, reached), { assumeValidSDL: true });
  const invalid = validateSchema(schema);
  return invalid.length > 0
    ? { kind: 'refused', problems: invalid.map(({ message }) => message) }
    : { kind: 'filtered', schema };
}

function documentOf(api: GraphQLSchema, leftOut: LeftOut, reached: ReadonlySet<string>): DocumentNode {
  const types = Object.values(api.getTypeMap())
    .filter((type) => reached.has(type.name) && !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => keepElements(definitionOf(type), leftOut, reached));
  const directives = api.getDirectives().flatMap((directive) => {
    if (isSpecifiedDirective(directive)) return [];
    return directive.astNode ? [directive.astNode] : [];
  });
  return { kind: Kind.DOCUMENT, definitions: [rootsOf(api, reached), ...directives, ...types] };
}

/** The definition that the schema was built from, which says default values as they were written. */
function definitionOf(type: GraphQLNamedType): DefinitionNode {
  if (type.astNode && type.extensionASTNodes.length === 0) return type.astNode;
  const [definition] = parse(printType(type), { noLocation: true }).definitions;
  if (!definition) throw new Error(`${type.name} was printed as nothing.`);
  return definition;
}

function keepElements(definition: DefinitionNode, leftOut: LeftOut, reached: ReadonlySet<string>): DefinitionNode {
  const kept = <Node extends { readonly name: { readonly value: string } }>(
    nodes: readonly Node[] | undefined,
    coordinateOf: (name: string) => string,
  ) => nodes?.filter(({ name }) => !leftOut.has(coordinateOf(name.value)));
  const known = (nodes: readonly NamedTypeNode[] | undefined) => nodes?.filter(({ name }) => reached.has(name.value));

  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const coordinateOf = (name: string) => `${definition.name.value}.${name}`;
      return {
        ...definition,
        interfaces: known(definition.interfaces),
        fields: kept(definition.fields, coordinateOf)?.map((field) => ({
          ...field,
          arguments: kept(field.arguments, (name) => `${coordinateOf(field.name.value)}(${name}:)`),
        })),
      };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...definition, fields: kept(definition.fields, (name) => `${definition.name.value}.${name}`) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...definition, values: kept(definition.values, (name) => `${definition.name.value}.${name}`) };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...definition, types: known(definition.types) };
    default:
      return definition;
  }
}

function rootsOf(api: GraphQLSchema, reached: ReadonlySet<string>): SchemaDefinitionNode {
  const named = (value: string) => ({ kind: Kind.NAME as const, value });
  return {
    kind: Kind.SCHEMA_DEFINITION,

    operationTypes: Object.values(OperationTypeNode).flatMap((operation) => {
      const root = api.getRootType(operation);
      return root && reached.has(root.name)
        ? [
            {
              kind: Kind.OPERATION_TYPE_DEFINITION,
              operation,
              type: { kind: Kind.NAMED_TYPE, name: named(root.name) },
            } as const,
          ]
        : [];
    }),
  };
}

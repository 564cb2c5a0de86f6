import fc from 'fast-check';
import {
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from 'graphql';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** One directive on one element. */
export interface RuleSketch {
  /** `Type` or `Type.field`. */
  readonly coordinate: string;
  readonly kind: 'authenticated' | 'scopes' | 'policies';
  readonly groups: readonly (readonly string[])[];
}

/** Who asks. */
export interface CallerSketch {
  readonly isSignedIn: boolean;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

const NAMES = ['x', 'y', 'z'];

/** A few rules anywhere in a schema, more often on `tempting` fields: what is fetched for other reasons, too. */
export function arbitraryRules(
  schema: GraphQLSchema,
  tempting: readonly string[],
): fc.Arbitrary<readonly RuleSketch[]> {
  const coordinates = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isObjectType(type) || isInterfaceType(type))
      return [type.name, ...Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)];
    return isEnumType(type) || (isScalarType(type) && !isSpecifiedScalarType(type)) ? [type.name] : [];
  });
  const rule = fc.record({
    coordinate: fc.oneof(
      { arbitrary: fc.constantFrom(...coordinates), weight: 3 },
      { arbitrary: fc.constantFrom(...tempting), weight: 1 },
    ),
    kind: fc.constantFrom('authenticated' as const, 'scopes' as const, 'policies' as const),
    groups: fc.array(fc.subarray(NAMES), { maxLength: 3 }),
  });
  return fc.uniqueArray(rule, {
    minLength: 1,
    maxLength: 12,
    selector: ({ coordinate, kind }) => `${coordinate} ${kind}`,
  });
}

export const arbitraryCaller: fc.Arbitrary<CallerSketch> = fc.record({
  isSignedIn: fc.boolean(),
  scopes: fc.subarray(NAMES),
  policies: fc.subarray(NAMES),
});

export function claimsOf({ isSignedIn, scopes }: CallerSketch): CallerClaims | null {
  return isSignedIn ? { sub: 'usr_1', sid: 'ses_1', roles: [], vendors: [], scopes } : null;
}

/** Whether the caller meets one rule. */
export function meets({ isSignedIn, scopes, policies }: CallerSketch, { kind, groups }: RuleSketch): boolean {
  if (kind === 'authenticated') return isSignedIn;
  const has = kind === 'policies' ? policies : isSignedIn ? scopes : [];
  return groups.length === 0 || groups.some((group) => group.every((name) => has.includes(name)));
}

const DEFINITIONS = `
  extend schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @policy(policies: [[policy__Policy!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  scalar requiresScopes__Scope
  scalar policy__Policy
`;

/** Writes rules into a supergraph that composition has not seen them in: nothing is merged or refused. */
export function writeRules(supergraphSdl: string, rules: readonly RuleSketch[]): string {
  const annotated = visit(parse(supergraphSdl), {
    enter(node, _key, _parent, _path, ancestors) {
      const coordinate = coordinateOf(node, ancestors);
      const applied = rules.filter((rule) => rule.coordinate === coordinate).map(directiveOf);
      return applied.length > 0 && 'directives' in node
        ? { ...node, directives: [...((node.directives ?? []) as ConstDirectiveNode[]), ...applied] }
        : undefined;
    },
  });
  return `${print(annotated)}\n${DEFINITIONS}`;
}

function coordinateOf(node: ASTNode, ancestors: readonly (ASTNode | readonly ASTNode[])[]): string | undefined {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return node.name.value;
    case Kind.FIELD_DEFINITION: {
      const type = ancestors.findLast((ancestor) => 'kind' in ancestor && 'name' in ancestor);
      return type && 'name' in type && type.name ? `${type.name.value}.${node.name.value}` : undefined;
    }
    default:
      return undefined;
  }
}

function directiveOf({ kind, groups }: RuleSketch): ConstDirectiveNode {
  const text = {
    authenticated: '@authenticated',
    scopes: `@requiresScopes(scopes: ${JSON.stringify(groups)})`,
    policies: `@policy(policies: ${JSON.stringify(groups)})`,
  };
  const [type] = parse(`scalar X ${text[kind]}`).definitions;
  if (type?.kind !== Kind.SCALAR_TYPE_DEFINITION || !type.directives?.[0]) throw new Error('no directive');
  return type.directives[0];
}

import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

export type CacheScope = 'PUBLIC' | 'PRIVATE';

/** One `@cacheControl`. */
export interface CacheHint {
  readonly maxAgeS: number | undefined;
  readonly scope: CacheScope | undefined;
  /** Takes the age of what it is in. */
  readonly inheritMaxAge: boolean;
  readonly staleIfErrorS: number | undefined;
  /** What the field holds never changes without a change of the object that has the field being told. */
  readonly withParent: boolean;
}

export interface CacheHints {
  /** Nothing may be kept where nothing has a hint. */
  readonly isEmpty: boolean;
  ofType(type: string): CacheHint | undefined;
  ofField(type: string, field: string): CacheHint | undefined;
  isEntity(type: string): boolean;
  /** The field by which changes of an entity are told: its first key of one field. */
  idFieldOf(type: string): string | undefined;
}

const known = new WeakMap<GraphQLSchema, CacheHints>();

/** Reads what composition kept of the subgraphs' hints, and the keys of entities, from a supergraph's schema; once. */
export function readCacheHints(supergraph: GraphQLSchema): CacheHints {
  let hints = known.get(supergraph);
  if (!hints) known.set(supergraph, (hints = read(supergraph)));
  return hints;
}

function read(supergraph: GraphQLSchema): CacheHints {
  const ofTypes = new Map<string, CacheHint>();
  const ofFields = new Map<string, CacheHint>();
  const entities = new Set<string>();
  const idFields = new Map<string, string>();

  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isCompositeType(type)) continue;
    const own = hintOf(directivesOf(type, 'cacheControl')[0]);
    if (own) ofTypes.set(type.name, own);
    for (const key of directivesOf(type, 'join__type').flatMap((directive) => textOf(directive, 'key') ?? [])) {
      entities.add(type.name);
      const field = key.trim();
      if (/^\w+$/.test(field) && !idFields.has(type.name)) idFields.set(type.name, field);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const hint = hintOf(field.astNode?.directives?.find(({ name }) => name.value === 'cacheControl'));
      if (hint) ofFields.set(`${type.name}.${field.name}`, hint);
    }
  }
  return {
    isEmpty: ofTypes.size + ofFields.size === 0,
    ofType: (type) => ofTypes.get(type),
    ofField: (type, field) => ofFields.get(`${type}.${field}`),
    isEntity: (type) => entities.has(type),
    idFieldOf: (type) => idFields.get(type),
  };
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType, name: string): ConstDirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap(
    (node) => node?.directives?.filter((directive) => directive.name.value === name) ?? [],
  );
}

function hintOf(directive: ConstDirectiveNode | undefined): CacheHint | undefined {
  if (!directive) return undefined;
  const scope = valueOf(directive, 'scope');
  return {
    maxAgeS: secondsOf(directive, 'maxAge'),
    scope: scope?.kind === Kind.ENUM ? (scope.value === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC') : undefined,
    inheritMaxAge: isTrue(directive, 'inheritMaxAge'),
    staleIfErrorS: secondsOf(directive, 'staleIfError'),
    withParent: isTrue(directive, 'withParent'),
  };
}

function valueOf(directive: ConstDirectiveNode, argument: string): ConstValueNode | undefined {
  return directive.arguments?.find(({ name }) => name.value === argument)?.value;
}

/** A negative number of seconds is none. */
function secondsOf(directive: ConstDirectiveNode, argument: string): number | undefined {
  const value = valueOf(directive, argument);
  return value?.kind === Kind.INT ? Math.max(0, Number(value.value)) : undefined;
}

function isTrue(directive: ConstDirectiveNode, argument: string): boolean {
  const value = valueOf(directive, argument);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = valueOf(directive, argument);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

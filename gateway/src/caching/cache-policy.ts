import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHint, CacheHints, CacheScope } from './cache-hints.ts';

/** How long an answer may be kept, and for whom. */
export interface CachePolicy {
  /** Zero: not at all. */
  readonly maxAgeS: number;
  /** How long after that it may stand in for one that cannot be had. */
  readonly staleIfErrorS: number;
  readonly scope: CacheScope;
}

export interface PolicyDefaults {
  readonly defaultMaxAgeS: number;
  readonly defaultStaleIfErrorS: number;
}

/** The schema as far as caching looks at it. */
export interface HintedSchema {
  /** With everything that subgraphs may be asked for. */
  readonly schema: GraphQLSchema;
  readonly hints: CacheHints;
}

export const NOT_KEPT: CachePolicy = { maxAgeS: 0, staleIfErrorS: 0, scope: 'PUBLIC' };

/**
 * The policy of a selection, as Apollo Server defines it: the lowest age of all its fields, private when one of them is. A field's age is its own hint's,
 * else that of its type; a root field or one with an object type has the default without either; a leaf has the age of what it is in.
 * Where types are known at run time only, all that are possible count, and so does what `@skip` and `@include` may leave out.
 *
 * @param root `'entity'` for the selection on an entity, whose own type's hint counts first.
 */
export function policyOf(
  selections: SelectionSetNode,
  { type, root, document }: { type: GraphQLCompositeType; root: 'operation' | 'entity'; document: DocumentNode },
  { schema, hints }: HintedSchema,
  defaults: PolicyDefaults,
): CachePolicy {
  if (hints.isEmpty && defaults.defaultMaxAgeS === 0) return NOT_KEPT;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const visited = new Set<string>();
  const found = new Strictest(defaults);

  function visit(set: SelectionSetNode, parent: GraphQLCompositeType, isRoot: boolean): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) visitField(selection, parent, isRoot);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        visitFragment(selection.typeCondition?.name.value, selection.selectionSet, parent, isRoot);
      else visitSpread(selection.name.value, parent, isRoot);
    }
  }

  /** What is in a fragment counts once, however often it is spread. */
  function visitSpread(name: string, parent: GraphQLCompositeType, isRoot: boolean): void {
    const visit = `${name} ${isRoot}`;
    const fragment = fragments.get(name);
    if (!fragment || visited.has(visit)) return;
    visited.add(visit);
    visitFragment(fragment.typeCondition.name.value, fragment.selectionSet, parent, isRoot);
  }

  function visitFragment(
    condition: string | undefined,
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    isRoot: boolean,
  ): void {
    const type = condition === undefined ? parent : schema.getType(condition);
    if (!isCompositeType(type)) return found.forbid();
    if (isRoot && root === 'entity') restrictByTypes(type);
    visit(set, type, isRoot);
  }

  function visitField(node: FieldNode, parent: GraphQLCompositeType, isRoot: boolean): void {
    const name = node.name.value;
    if (name === '__typename') return;
    let isKnown = false;
    let result = fieldType(parent, name);
    for (const owner of concreteTypes(parent)) {
      const type = fieldType(owner, name);
      if (!type) continue;
      isKnown = true;
      result ??= type;
      restrictBy(owner.name, name, type, isRoot && root === 'operation');
    }
    // Introspection, and whatever the schema does not know.
    if (!isKnown) return found.forbid();
    if (node.selectionSet && isCompositeType(result)) visit(node.selectionSet, result, false);
  }

  function restrictBy(owner: string, field: string, named: GraphQLNamedType, isRootField: boolean): void {
    const ofType = isCompositeType(named) ? hints.ofType(named.name) : undefined;
    const ofField = hints.ofField(owner, field);
    const maxAgeS = ofField?.maxAgeS ?? ofType?.maxAgeS;
    const inherits = ofField?.inheritMaxAge === true || ofType?.inheritMaxAge === true;
    if (maxAgeS !== undefined)
      found.restrict({ maxAgeS, staleIfErrorS: ofField?.staleIfErrorS ?? ofType?.staleIfErrorS });
    else if (isRootField || (isCompositeType(named) && !inherits)) found.restrict({ maxAgeS: defaults.defaultMaxAgeS });
    found.limit(ofField?.scope ?? ofType?.scope);
    if (isAbstractType(named))
      for (const possible of schema.getPossibleTypes(named)) found.apply(hints.ofType(possible.name));
  }

  function restrictByTypes(type: GraphQLCompositeType): void {
    for (const { name } of concreteTypes(type)) {
      const hint = hints.ofType(name);
      if (hint?.maxAgeS === undefined) found.restrict({ maxAgeS: defaults.defaultMaxAgeS });
      found.apply(hint);
    }
  }

  function concreteTypes(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  }

  if (root === 'entity' && type.name !== '_Entity') restrictByTypes(type);
  visit(selections, type, true);
  return found.policy();
}

function fieldType(owner: GraphQLCompositeType, field: string): GraphQLNamedType | undefined {
  const definition = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[field] : undefined;
  return definition && getNamedType(definition.type);
}

class Strictest {
  readonly #defaults: PolicyDefaults;
  #maxAgeS = Number.POSITIVE_INFINITY;
  #staleIfErrorS = Number.POSITIVE_INFINITY;
  #scope: CacheScope = 'PUBLIC';

  constructor(defaults: PolicyDefaults) {
    this.#defaults = defaults;
  }

  restrict({ maxAgeS, staleIfErrorS }: { maxAgeS: number; staleIfErrorS?: number | undefined }): void {
    this.#maxAgeS = Math.min(this.#maxAgeS, maxAgeS);
    this.#staleIfErrorS = Math.min(this.#staleIfErrorS, staleIfErrorS ?? this.#defaults.defaultStaleIfErrorS);
  }

  limit(scope: CacheScope | undefined): void {
    if (scope === 'PRIVATE') this.#scope = 'PRIVATE';
  }

  apply(hint: CacheHint | undefined): void {
    if (hint?.maxAgeS !== undefined) this.restrict({ maxAgeS: hint.maxAgeS, staleIfErrorS: hint.staleIfErrorS });
    this.limit(hint?.scope);
  }

  forbid(): void {
    this.#maxAgeS = 0;
  }

  policy(): CachePolicy {
    // Nothing but `__typename` is in it.
    if (!Number.isFinite(this.#maxAgeS) || this.#maxAgeS === 0) return { ...NOT_KEPT, scope: this.#scope };
    return { maxAgeS: this.#maxAgeS, staleIfErrorS: this.#staleIfErrorS, scope: this.#scope };
  }
}

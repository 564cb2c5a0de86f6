import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { LinkedDirectives } from './linked-directives.ts';
import { readTypes, type RuledField, type RuledType } from './read-types.ts';
import { allOf, NOTHING_REQUIRED, requiresSomething, type Requirement } from './requirement.ts';
import type { AuthorizationRules } from './rules.ts';

/**
 * Works out what each field of a supergraph requires, as federation combines it:
 * - the field, the type it belongs to and the type it returns: all of them;
 * - an interface and its fields: also whatever any of its implementations requires. Composition writes that down already since 2.9.4; it is done again
 *   for supergraphs of older ones;
 * - a field with `@requires`: also whatever the required fields require. Composition refuses a field that does not say so itself, older ones did not.
 */
export function readRules(supergraph: DocumentNode, linked: LinkedDirectives): AuthorizationRules {
  const types = readTypes(supergraph, linked);
  const reader = new Reader(types);
  const fields = new Map<string, ReadonlyMap<string, Requirement>>();
  for (const [typeName, type] of types) {
    const ruled = [...type.fields.keys()].flatMap((field) => {
      const required = reader.ofField(typeName, field);
      return requiresSomething(required) ? [[field, required] as const] : [];
    });
    if (ruled.length > 0) fields.set(typeName, new Map(ruled));
  }
  const all = [...fields.values()].flatMap((ofType) => [...ofType.values()]);
  return { fields, policies: [...new Set(all.flatMap(({ policies }) => policies.flat(2)))].toSorted() };
}

class Reader {
  readonly #types: ReadonlyMap<string, RuledType>;
  readonly #implementations = new Map<string, string[]>();
  readonly #known = new Map<string, Requirement>();
  /** Fields on the way: one that requires itself by way of others adds nothing new. */
  readonly #open = new Set<string>();

  constructor(types: ReadonlyMap<string, RuledType>) {
    this.#types = types;
    for (const [name, { interfaces }] of types)
      for (const implemented of interfaces)
        this.#implementations.set(implemented, [...(this.#implementations.get(implemented) ?? []), name]);
  }

  ofField(typeName: string, fieldName: string): Requirement {
    const coordinate = `${typeName}.${fieldName}`;
    const known = this.#known.get(coordinate);
    if (known) return known;
    const field = this.#types.get(typeName)?.fields.get(fieldName);
    if (!field || this.#open.has(coordinate)) return NOTHING_REQUIRED;
    const isOutermost = this.#open.size === 0;
    this.#open.add(coordinate);
    const required = allOf([
      this.#ofType(typeName),
      this.#ofType(field.returns),
      field.own,
      ...this.#implementationsOf(typeName).map((implementation) => this.ofField(implementation, fieldName)),
      ...this.#ofRequired(typeName, field),
    ]);
    this.#open.delete(coordinate);
    // Within a circle only the outermost has seen all of it.
    if (isOutermost) this.#known.set(coordinate, required);
    return required;
  }

  #ofType(name: string): Requirement {
    return allOf(
      [name, ...this.#implementationsOf(name)].map((type) => this.#types.get(type)?.own ?? NOTHING_REQUIRED),
    );
  }

  #implementationsOf(name: string): readonly string[] {
    return this.#implementations.get(name) ?? [];
  }

  #ofRequired(typeName: string, { required }: RuledField): Requirement[] {
    return required.flatMap((set) => this.#ofSelections(typeName, set));
  }

  #ofSelections(typeName: string, { selections }: SelectionSetNode): Requirement[] {
    return selections.flatMap((selection) => {
      // Field sets have no fragment spreads.
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value ?? typeName;
        return [this.#ofType(type), ...this.#ofSelections(type, selection.selectionSet)];
      }
      const returns = this.#types.get(typeName)?.fields.get(selection.name.value)?.returns;
      const inner = selection.selectionSet && returns ? this.#ofSelections(returns, selection.selectionSet) : [];
      return [this.ofField(typeName, selection.name.value), ...inner];
    });
  }
}

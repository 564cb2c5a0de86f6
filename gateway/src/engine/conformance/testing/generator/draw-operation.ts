import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  TypeNameMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { ClientOperation } from '../../executor-under-test.ts';
import type {
  ArgumentSketch,
  ConditionSketch,
  FieldSketch,
  FragmentSketch,
  OperationSketch,
  SelectionSketch,
} from './operation-sketch.ts';

/** Makes a sketch an operation that is valid in `schema`. */
export function drawOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  sketch: OperationSketch,
): ClientOperation {
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error(`no ${kind} type`);
  const drawing = new Drawing(schema, sketch.switches);
  const selections = drawing.selectionSet(root, sketch.selections, '');
  const declared = drawing.declarations.length > 0 ? `(${drawing.declarations.join(', ')})` : '';
  const text = [`${kind} Generated${declared} ${selections}`, ...drawing.fragments].join('\n');
  return { document: parse(text), variables: drawing.variables, operationName: 'Generated' };
}

/** A field that stands under a response key. */
interface Claim {
  readonly parent: GraphQLCompositeType;
  /** Name and arguments. */
  readonly call: string;
  readonly type: string;
}

class Drawing {
  readonly declarations: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #switches: readonly boolean[];
  readonly #claims = new Map<string, Claim[]>();

  constructor(schema: GraphQLSchema, switches: readonly boolean[]) {
    this.#schema = schema;
    this.#switches = switches;
  }

  /** `path`: the response keys that lead here; sets with the same path merge. */
  selectionSet(parent: GraphQLCompositeType, selections: readonly SelectionSketch[], path: string): string {
    const drawn = selections.map((selection) =>
      selection.kind === 'field' ? this.#field(parent, selection, path) : this.#fragment(parent, selection, path),
    );
    return `{ ${drawn.join(' ')} }`;
  }

  #field(parent: GraphQLCompositeType, sketch: FieldSketch, path: string): string {
    const definition = fieldOf(parent, sketch.name);
    const args = sketch.args.map((argument) => this.#argument(definition, argument));
    const call = sketch.name + (args.length > 0 ? `(${args.join(', ')})` : '');
    const key = this.#claimKey(path, [sketch.alias ?? sketch.name, sketch.name], {
      parent,
      call,
      type: String(definition.type),
    });
    const type = getNamedType(definition.type);
    const inner = isCompositeType(type) ? this.selectionSet(type, sketch.selections, `${path}.${key}`) : '';
    return `${key === sketch.name ? '' : `${key}: `}${call} ${this.#condition(sketch.condition)} ${inner}`;
  }

  #fragment(
    parent: GraphQLCompositeType,
    { on, isNamed, condition, selections }: FragmentSketch,
    path: string,
  ): string {
    const type = on === null ? parent : this.#schema.getType(on);
    if (!isCompositeType(type)) throw new Error(`no type ${on}`);
    const directives = this.#condition(condition);
    const inner = this.selectionSet(type, selections, path);
    if (!isNamed) return `...${on === null ? '' : ` on ${on}`} ${directives} ${inner}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${inner}`);
    return `...${name} ${directives}`;
  }

  /** The first of `wishes`, or a new key, that merges with whatever stands under it. */
  #claimKey(path: string, wishes: readonly string[], claim: Claim): string {
    for (let attempt = 0; ; attempt += 1) {
      const key = wishes[attempt] ?? `${wishes[0]}_${attempt}`;
      const place = `${path}.${key}`;
      const claims = this.#claims.get(place) ?? [];
      if (!claims.every((other) => merges(claim, other))) continue;
      this.#claims.set(place, [...claims, claim]);
      return key;
    }
  }

  #argument(definition: GraphQLField<unknown, unknown>, { name, value, by }: ArgumentSketch): string {
    const type = definition.args.find((argument) => argument.name === name)?.type;
    if (!type) throw new Error(`no argument ${name}`);
    if (by === 'literal') return `${name}: ${literalOf(value, type)}`;
    const variable = `v${this.declarations.length}`;
    const fallback = by === 'override' && !isNonNullType(type) ? null : value;
    this.declarations.push(
      `$${variable}: ${String(type)}${by === 'variable' ? '' : ` = ${literalOf(fallback, type)}`}`,
    );
    if (by !== 'default') this.variables[variable] = value;
    return `${name}: $${variable}`;
  }

  #condition(condition: ConditionSketch | null): string {
    if (!condition) return '';
    const { directive, when } = condition;
    if (typeof when === 'boolean') return `@${directive}(if: ${when})`;
    const variable = `s${when}`;
    const declaration = `$${variable}: Boolean!`;
    if (!this.declarations.includes(declaration)) {
      this.declarations.push(declaration);
      this.variables[variable] = this.#switches[when] ?? true;
    }
    return `@${directive}(if: $${variable})`;
  }
}

function merges(one: Claim, other: Claim): boolean {
  const areExclusive = isObjectType(one.parent) && isObjectType(other.parent) && one.parent !== other.parent;
  return one.type === other.type && (areExclusive || one.call === other.call);
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  const definition =
    name === '__typename' ? TypeNameMetaFieldDef : isUnionType(parent) ? undefined : parent.getFields()[name];
  if (!definition) throw new Error(`no field ${parent.name}.${name}`);
  return definition;
}

function literalOf(value: unknown, declared?: GraphQLInputType): string {
  const type = declared && getNullableType(declared);
  if (Array.isArray(value)) {
    const element = isListType(type) ? type.ofType : undefined;
    return `[${value.map((one) => literalOf(one, element)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    return `{${Object.entries(value)
      .map(([name, one]) => `${name}: ${literalOf(one, fields[name]?.type)}`)
      .join(', ')}}`;
  }
  return isEnumType(type) && typeof value === 'string' ? value : JSON.stringify(value);
}

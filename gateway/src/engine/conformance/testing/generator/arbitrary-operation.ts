import fc from 'fast-check';
import {
  doTypesOverlap,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type {
  ArgumentSketch,
  ConditionSketch,
  FieldSketch,
  FragmentSketch,
  OperationSketch,
  SelectionSketch,
} from './operation-sketch.ts';

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly kind: 'query' | 'mutation';
  /** Values for arguments of type ID. */
  readonly ids: readonly string[];
  /** Response keys to choose from, beside the names of fields. */
  readonly aliases: readonly string[];
  /** How deep selections go. */
  readonly depth: number;
}

const SWITCHES = 3;

/** Operations over a schema: valid once they are drawn. */
export function arbitraryOperation(options: OperationOptions): fc.Arbitrary<OperationSketch> {
  const { schema, kind, depth } = options;
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error(`no ${kind} type`);
  return fc.record({
    selections: createSelections(options)(root, depth),
    switches: fc.tuple(...Array.from({ length: SWITCHES }, () => fc.boolean())),
  });
}

type MakeSelections = (parent: GraphQLCompositeType, depth: number) => fc.Arbitrary<readonly SelectionSketch[]>;

function createSelections(options: OperationOptions): MakeSelections {
  const { schema } = options;
  const made = new Map<string, fc.Arbitrary<readonly SelectionSketch[]>>();

  function selections(parent: GraphQLCompositeType, depth: number): fc.Arbitrary<readonly SelectionSketch[]> {
    const key = `${parent.name} ${depth}`;
    let arbitrary = made.get(key);
    if (!arbitrary) {
      arbitrary = fc.array(selection(parent, depth), { minLength: 1, maxLength: depth === options.depth ? 2 : 4 });
      made.set(key, arbitrary);
    }
    return arbitrary;
  }

  function selection(parent: GraphQLCompositeType, depth: number): fc.Arbitrary<SelectionSketch> {
    const fields = isUnionType(parent) ? [] : Object.values(parent.getFields());
    const fitting = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const typename = fieldSketch('__typename', [], fc.constant([]));
    const ofFields = fitting.map((candidate) => ({ arbitrary: field(candidate, depth), weight: 2 }));
    const weight = isUnionType(parent) ? 8 : Math.ceil(ofFields.length / 2);
    return fc.oneof(
      { arbitrary: typename, weight: 1 },
      ...ofFields,
      ...(depth > 0 ? [{ arbitrary: fragment(parent, depth), weight }] : []),
    );
  }

  function field(definition: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<FieldSketch> {
    const type = getNamedType(definition.type);
    return fieldSketch(
      definition.name,
      definition.args,
      isCompositeType(type) ? selections(type, depth - 1) : fc.constant([]),
    );
  }

  function fieldSketch(
    name: string,
    args: readonly GraphQLArgument[],
    inner: fc.Arbitrary<readonly SelectionSketch[]>,
  ): fc.Arbitrary<FieldSketch> {
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(name),
      alias: rarely(fc.constantFrom(...options.aliases)),
      args: fc
        .tuple(...args.map((argument) => arbitraryArgument(argument, options.ids)))
        .map((sketches) => sketches.flatMap((sketch) => sketch ?? [])),
      condition,
      selections: inner,
    });
  }

  function fragment(parent: GraphQLCompositeType, depth: number): fc.Arbitrary<FragmentSketch> {
    const types = Object.values(schema.getTypeMap())
      .filter(isCompositeType)
      .filter((type) => !type.name.startsWith('__') && doTypesOverlap(schema, parent, type));
    return fc.oneof(
      ...types.map((type) =>
        fc.record({
          kind: fc.constant('fragment' as const),
          on: type === parent ? fc.constantFrom(null, type.name) : fc.constant(type.name),
          isNamed: fc.boolean(),
          condition,
          selections: selections(type, depth - 1),
        }),
      ),
    );
  }

  return selections;
}

/** Mostly nothing. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary, weight: 1 });
}

const condition: fc.Arbitrary<ConditionSketch | null> = rarely(
  fc.record({
    directive: fc.constantFrom('skip' as const, 'include' as const),
    when: fc.oneof(fc.boolean(), fc.nat({ max: SWITCHES - 1 })),
  }),
);

function arbitraryArgument(argument: GraphQLArgument, ids: readonly string[]): fc.Arbitrary<ArgumentSketch | null> {
  const sketch = fc.record({
    name: fc.constant(argument.name),
    value: arbitraryValue(argument.type, ids, 2),
    by: fc.constantFrom('literal' as const, 'variable' as const, 'default' as const, 'override' as const),
  });
  return isNonNullType(argument.type) && argument.defaultValue === undefined ? sketch : fc.option(sketch);
}

function arbitraryValue(type: GraphQLInputType, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  if (!isNonNullType(type)) return fc.option(arbitraryPresent(type, ids, depth), { freq: 6 });
  return arbitraryPresent(type.ofType, ids, depth);
}

function arbitraryPresent(type: GraphQLInputType, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(arbitraryValue(type.ofType, ids, depth), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isRequiredInputField(field));
    return fc.record(
      Object.fromEntries(fields.map((field) => [field.name, arbitraryValue(field.type, ids, depth - 1)])),
      {
        requiredKeys: fields.filter(isRequiredInputField).map(({ name }) => name),
      },
    );
  }
  switch (getNullableType(type)) {
    case GraphQLID:
      return fc.constantFrom(...ids);
    case GraphQLInt:
      return fc.nat({ max: 4 });
    case GraphQLFloat:
      return fc.constantFrom(0, 1.5);
    case GraphQLBoolean:
      return fc.boolean();
    case GraphQLString:
      return fc.constantFrom('', 'text', '"quoted"\n');
    default:
      return fc.constantFrom<unknown>(0, 'json', [1, null], { a: { b: [true] } });
  }
}

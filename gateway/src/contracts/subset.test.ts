import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { filterSchema } from './filter-schema.ts';
import { printContract } from './open-contracts.ts';

const API = buildSchema(`
  directive @live(every: Ms = 5) on QUERY
  scalar Ms
  type Query {
    node(id: ID!): Node
    search(where: Where, order: [Order!]! = [NEW], first: Int = 10): [Result!]
    shop(by: By!): Shop
    book(id: ID, kind: Kind = PAPER): Book
    at: Ms
  }
  type Mutation { rename(input: Rename!): Payload }
  interface Node { id: ID! }
  interface Titled implements Node { id: ID! title(lang: String, upper: Boolean! = false): String }
  type Book implements Titled & Node { id: ID! title(lang: String, upper: Boolean! = false): String kind: Kind shop: Shop related(first: Int): [Titled] }
  type Film implements Titled & Node { id: ID! title(lang: String, upper: Boolean! = false): String shop: Shop }
  type Shop implements Node { id: ID! name: String goods(where: Where = { kinds: [PAPER] }): [Result] owner: Owner }
  type Owner { name: String shops: [Shop] }
  union Result = Book | Film | Shop
  union Lone = Owner
  enum Kind { PAPER AUDIO }
  enum Order { NEW OLD }
  input Where { kinds: [Kind!] text: String nested: Where min: Int! = 0 }
  input By @oneOf { id: ID name: String }
  input Rename { id: ID! name: String! note: String = "none" }
  type Payload { book: Book lone: Lone }
`);

const COORDINATES = Object.values(API.getTypeMap())
  .filter(({ name }) => !name.startsWith('__') && !['String', 'Int', 'Boolean', 'ID'].includes(name))
  .flatMap((type) => {
    if (isObjectType(type) || isInterfaceType(type))
      return [
        type.name,
        ...Object.values(type.getFields()).flatMap((field) => [
          `${type.name}.${field.name}`,
          ...field.args.map(({ name }) => `${type.name}.${field.name}(${name}:)`),
        ]),
      ];
    if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => `${type.name}.${name}`)];
    if (isInputObjectType(type))
      return [type.name, ...Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)];
    return [type.name];
  });

/** Few are excluded, many included, so that most contracts can be made. */
const tagging = fc.array(
  fc.record({
    at: fc.constantFrom(...COORDINATES),
    tag: fc.oneof({ weight: 12, arbitrary: fc.constant('in') }, { weight: 1, arbitrary: fc.constant('out') }),
  }),
  { maxLength: 80 },
);
const filters = fc.record({
  include: fc.constantFrom<string[]>([], ['in']),
  exclude: fc.constantFrom<string[]>([], ['out']),
});
/** Decides where a generated operation goes; zero when it has run out. */
const choices = fc.array(fc.nat({ max: 997 }), { minLength: 10, maxLength: 120 });

function tagsOf(given: readonly { at: string; tag: string }[]): Map<string, Set<string>> {
  const tags = new Map<string, Set<string>>();
  for (const { at, tag } of given) tags.set(at, (tags.get(at) ?? new Set()).add(tag));
  return tags;
}

/** An operation that is valid against `schema`, made of as many elements of it as the choices reach. */
function writeOperation(schema: GraphQLSchema, numbers: readonly number[]): string {
  let at = 0;
  const choose = (below: number): number => (numbers[at++] ?? 0) % below;
  let aliases = 0;

  function value(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return value(type.ofType, depth);
    if (isListType(type)) return `[${value(type.ofType, depth)}]`;
    if (isEnumType(type)) return type.getValues()[choose(type.getValues().length)]!.name;
    if (!isInputObjectType(type)) return { Int: '1', Boolean: 'true' }[type.name] ?? '"x"';
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [fields[choose(fields.length)]!]
      : fields.filter(
          (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth < 3 && choose(2) === 1),
        );
    return `{ ${chosen.map((field) => `${field.name}: ${value(field.type, depth + 1)}`).join(', ')} }`;
  }

  function given(args: readonly GraphQLArgument[]): string {
    const chosen = args.filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || choose(2) === 1);
    return chosen.length > 0 ? `(${chosen.map((arg) => `${arg.name}: ${value(arg.type, 0)}`).join(', ')})` : '';
  }

  function selections(type: GraphQLCompositeType, depth: number): string {
    const parts = ['__typename'];
    if (!isAbstractType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        const inner = getNamedType(field.type);
        const isComposite = isObjectType(inner) || isAbstractType(inner);
        if ((isComposite && depth > 4) || choose(3) === 0) continue;
        const nested = isComposite ? ` { ${selections(inner, depth + 1)} }` : '';
        parts.push(`a${(aliases += 1)}: ${field.name}${given(field.args)}${nested}`);
      }
    const narrower = isAbstractType(type)
      ? schema.getPossibleTypes(type)
      : isObjectType(type)
        ? type.getInterfaces()
        : [];
    for (const other of narrower)
      if (depth < 4 && choose(2) === 1) parts.push(`... on ${other.name} { ${selections(other, depth + 1)} }`);
    return parts.join(' ');
  }

  const isMutation = schema.getMutationType() && choose(4) === 1;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  return `${isMutation ? 'mutation' : 'query'} ${isMutation ? '' : '@live'} { ${selections(root!, 0)} }`;
}

test('what is valid against a contract is valid against the whole', () => {
  let contracts = 0;
  fc.assert(
    fc.property(tagging, filters, choices, (given, filter, numbers) => {
      const filtered = filterSchema(API, tagsOf(given), filter);
      if (filtered.kind === 'refused') return;
      contracts += 1;
      const operation = writeOperation(filtered.schema, numbers);
      // The generator keeps its promise.
      expect(validate(filtered.schema, parse(operation))).toEqual([]);
      expect(validate(API, parse(operation))).toEqual([]);
    }),
    { numRuns: 600 },
  );
  expect(contracts).toBeGreaterThan(100);
});

test('nothing excluded is in a contract, and with include no field without the tag', () => {
  fc.assert(
    fc.property(tagging, filters, (given, filter) => {
      const tags = tagsOf(given);
      const filtered = filterSchema(API, tags, filter);
      if (filtered.kind === 'refused') return;
      const has = (coordinate: string, wanted: readonly string[]) =>
        wanted.some((tag) => tags.get(coordinate)?.has(tag));
      for (const type of Object.values(filtered.schema.getTypeMap())) {
        expect(has(type.name, filter.exclude)).toBe(false);
        const elements =
          isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
            ? Object.keys(type.getFields())
            : isEnumType(type)
              ? type.getValues().map(({ name }) => name)
              : [];
        for (const name of elements) expect(has(`${type.name}.${name}`, filter.exclude)).toBe(false);
        if (filter.include.length === 0 || type.name.startsWith('__')) continue;
        if (!isObjectType(type) && !isInterfaceType(type)) continue;
        for (const name of elements) expect(has(`${type.name}.${name}`, ['in']) || has(type.name, ['in'])).toBe(true);
      }
    }),
    { numRuns: 250 },
  );
});

test('a contract of a contract by the same tags is the same', () => {
  fc.assert(
    fc.property(tagging, filters, (given, filter) => {
      const tags = tagsOf(given);
      const once = filterSchema(API, tags, filter);
      if (once.kind === 'refused') return;
      const twice = filterSchema(once.schema, tags, filter);
      expect(twice.kind === 'filtered' && printContract(twice.schema)).toBe(printContract(once.schema));
    }),
    { numRuns: 150 },
  );
});

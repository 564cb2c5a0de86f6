import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  parse,
  validate,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionSetNode,
} from 'graphql';
import { expect, test } from 'vitest';
import { createCostOf } from './create-cost-of.ts';
import { readCosts, type ListSize } from './read-costs.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"])';
const PAGE = 'slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false';
const SDL = `
  type Query { a: A many: [A] all(first: Int, last: Int): P @listSize(assumedSize: 4, ${PAGE}) @cost(weight: 3) }
  type A @cost(weight: 2) { x: Int y: Int @cost(weight: 5) a: A some(first: Int = 2, last: Int): P @listSize(${PAGE}) few: [A] @listSize(assumedSize: 3) }
  type P { edges: [E] nodes: [A] other: [A] p: P }
  type E { node: A }
`;
const apiSchema = buildSchema(SDL.replaceAll(/@(cost|listSize)\([^)]*\)/g, ''));
const model = readCosts(`${LINK}\n${SDL}`);
const VARIABLES = ['v0', 'v1', 'v2'];

/** The rules, word by word, on an operation written out without fragments. */
function reference(text: string, variables: Readonly<Record<string, number | null>>): number {
  const document = parse(text);
  const bodies = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) bodies.set(definition.name.value, definition.selectionSet);

  function numberOf(field: FieldNode, parent: GraphQLNamedType, name: string): number | undefined {
    const given = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (given?.kind === Kind.INT) return Number(given.value);
    const fallback: unknown = isObjectType(parent)
      ? parent.getFields()[field.name.value]?.args.find((argument) => argument.name === name)?.defaultValue
      : undefined;
    if (given?.kind === Kind.NULL) return undefined;
    if (given?.kind === Kind.VARIABLE && given.name.value in variables) return variables[given.name.value] ?? undefined;
    return typeof fallback === 'number' ? fallback : undefined;
  }

  function costOf(
    set: SelectionSetNode,
    parent: GraphQLNamedType,
    size: number | undefined,
    around?: ListSize,
  ): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) cost += costOf(selection.selectionSet, parent, size, around);
      else if (selection.kind === Kind.FRAGMENT_SPREAD)
        cost += costOf(bodies.get(selection.name.value)!, parent, size, around);
      else if (isObjectType(parent) && selection.name.value !== '__typename') {
        const field = parent.getFields()[selection.name.value]!;
        const type = getNamedType(field.type);
        const coordinate = `${parent.name}.${field.name}`;
        const listSize = model.listSizes.get(coordinate);
        const given = (listSize?.slicingArguments ?? []).flatMap((name) => numberOf(selection, parent, name) ?? []);
        const own = given.length > 0 ? Math.max(...given) : listSize?.assumedSize;
        const weight = model.weights.get(coordinate) ?? model.weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
        const below = selection.selectionSet ? costOf(selection.selectionSet, type, own, listSize) : 0;
        const upstream = around?.sizedFields.includes(field.name) ? size : undefined;
        const times = isListType(getNullableType(field.type)) ? (upstream ?? own ?? 10) : 1;
        cost += times * (weight + below);
      }
    }
    return cost;
  }

  const operation = getOperationAST(document, undefined)!;
  return costOf(operation.selectionSet, apiSchema.getQueryType()!, undefined);
}

/** An operation in which every fragment is spread in several places. */
function write(numbers: readonly number[]): string {
  let at = 0;
  let aliases = 0;
  let made = 0;
  const choose = (below: number): number => (numbers[at++] ?? 0) % below;
  const fragments: Record<string, string[]> = { Query: [], A: [], P: [], E: [] };

  const slice = () => ['1', '3', 'null', ...VARIABLES.map((name) => `$${name}`)][choose(6)];
  function selections(type: string, depth: number): string {
    const parts = ['__typename'];
    const fields =
      {
        Query: ['a', 'many', 'all'],
        A: ['x', 'y', 'a', 'some', 'few'],
        P: ['edges', 'nodes', 'other', 'p'],
        E: ['node'],
      }[type] ?? [];
    for (const name of fields) {
      if (choose(3) === 0) continue;
      const inner = {
        a: 'A',
        many: 'A',
        all: 'P',
        some: 'P',
        few: 'A',
        edges: 'E',
        nodes: 'A',
        other: 'A',
        p: 'P',
        node: 'A',
      }[name];
      if (inner && depth > 3) continue;
      const args =
        inner === 'P' && name !== 'p'
          ? ['', `(first: ${slice()})`, `(first: ${slice()}, last: ${slice()})`][choose(3)]
          : '';
      parts.push(`f${(aliases += 1)}: ${name}${args}${inner ? ` { ${selections(inner, depth + 1)} }` : ''}`);
    }
    if (choose(4) === 1) parts.push(`... { ${selections(type, depth + 1)} }`);
    // Those begun before, so that none spreads itself.
    const known = [...(fragments[type] ?? [])];
    if (depth > 0 && choose(4) === 1) {
      const body = selections(type, depth + 1);
      (fragments[type] ??= []).push(`fragment ${type}${(made += 1)} on ${type} { ${body} }`);
    }
    for (const fragment of known) if (choose(2) === 1) parts.push(`...${fragment.split(' ')[1]}`);
    return parts.join(' ');
  }
  const body = selections('Query', 0);
  const head = `query (${VARIABLES.map((name) => `$${name}: Int`).join(', ')})`;
  return `${head} { ${body} } ${Object.values(fragments).flat().join(' ')}`;
}

const variablesOf = fc.dictionary(fc.constantFrom(...VARIABLES), fc.option(fc.nat({ max: 50 })), { maxKeys: 3 });

test('the cost of a compiled operation is that of the operation written out', () => {
  let varied = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 997 }), { minLength: 20, maxLength: 150 }),
      variablesOf,
      (numbers, variables) => {
        const text = write(numbers);
        const document = parse(text);
        // Unused fragments and variables cost nothing and are no error here.
        const errors = validate(apiSchema, document).filter(({ message }) => !message.includes('never used'));
        expect(errors).toEqual([]);
        const costOf = createCostOf({ document, operation: getOperationAST(document, undefined)!, apiSchema, model });
        const cost = costOf(variables);
        expect(cost).toBe(reference(text, variables));
        if (cost !== costOf({})) varied += 1;
      },
    ),
    { numRuns: 500 },
  );
  expect(varied).toBeGreaterThan(20);
});

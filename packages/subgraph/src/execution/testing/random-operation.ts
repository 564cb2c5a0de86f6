import * as fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

export interface RandomOperation {
  readonly query: string;
  readonly variableSets: readonly Record<string, unknown>[];
}

const DEPTH = 3;

/** Ways to give the arguments of `echo` and `need`, by the alias that goes with them: equal aliases merge. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  echo: [
    '',
    '(text: "literal", n: 5, kind: A)',
    '(list: [1, 2], filter: { words: ["a", "b"], not: { n: null } })',
    '(text: $text, n: $n, kind: $kind)',
    '(list: $list, filter: $filter)',
    '(list: [1, $m], filter: { words: [$text], n: $n, not: $filter })',
    '(list: 4, filters: { kind: C }, text: null)',
  ],
  need: ['(id: $id)', '(id: "1", n: 2)', '(id: 7, n: $m)', '(id: $id, n: $n)'],
};

/** Not biased: a generator of operations wants all of its choices, not mostly the first and the last. */
const upTo = (max: number): fc.Arbitrary<number> => fc.noBias(fc.nat(max));

interface Variable {
  readonly type: string;
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
}

const VARIABLES: Readonly<Record<string, Variable>> = {
  text: { type: 'String', right: ['given', '', null], wrong: [5] },
  n: { type: 'Int', right: [0, -1, null], wrong: [1.5, '1'] },
  m: { type: 'Int! = 4', right: [1, 2], wrong: [null] },
  kind: { type: 'Kind = C', right: ['A', 'B', null], wrong: ['D'] },
  list: { type: '[Int!]', right: [[1, 2, 3], 4, [], null, new Set([5])], wrong: [[null], ['1']] },
  filter: {
    type: 'Filter',
    right: [{ words: ['x', null] }, { words: 'y' }, { not: { not: { n: 1 } } }, {}, null],
    wrong: [{ unknown: 1 }, [], 'x', { not: { n: 'x' } }],
  },
  id: { type: 'ID!', right: ['an id', 12], wrong: [null, 1.5] },
  yes: { type: 'Boolean!', right: [true, false], wrong: ['true'] },
  perhaps: { type: 'Boolean = true', right: [true, false, null], wrong: [1] },
};

/** Writes a valid operation on `schema`; its variables are now and then wrong or left out. */
export function writeOperation(g: fc.GeneratorValue, schema: GraphQLSchema): RandomOperation {
  const kind = g(() => fc.constantFrom('query', 'query', 'mutation', 'subscription'));
  const root = schema.getRootType(kind as never);
  if (!root) throw new Error('The schema has all three.');
  const used = new Set<string>();
  const fragments: { readonly on: GraphQLCompositeType; readonly text: string }[] = [];

  const maybe = (chances: number): boolean => g(upTo, 99) < chances;
  const oneOf = <T>(values: readonly T[]): T => {
    // The index is one of theirs.
    return values[g(upTo, values.length - 1)] as T;
  };

  function use(text: string): string {
    for (const [, name] of text.matchAll(/\$(\w+)/g)) if (name) used.add(name);
    return text;
  }

  function variablesOf(): Record<string, unknown> {
    const variables: Record<string, unknown> = {};
    for (const name of used) {
      const variable = VARIABLES[name];
      if (variable && !maybe(5)) variables[name] = oneOf(maybe(3) ? variable.wrong : variable.right);
    }
    return variables;
  }

  function condition(): string {
    if (!maybe(12)) return '';
    return use(
      oneOf([
        ' @skip(if: $yes)',
        ' @include(if: $yes)',
        ' @include(if: $perhaps)',
        ' @skip(if: true)',
        ' @include(if: true) @skip(if: $yes)',
      ]),
    );
  }

  function selectionOf(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + depth + g(upTo, 3) }, () => partOf(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  function partOf(type: GraphQLCompositeType, depth: number): string {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const which = g(upTo, 99);
    if (which < 8) return `${oneOf(['', 'mine: ', '__proto__: '])}__typename${condition()}`;
    if (fields.length === 0 || (which < 25 && depth > 0)) return fragmentOn(type, depth);
    const reachable = depth > 0 ? fields : fields.filter((field) => isLeafType(getNamedType(field.type)));
    return fieldOf(oneOf(reachable), depth);
  }

  function fieldOf({ name, type }: GraphQLField<unknown, unknown>, depth: number, when = condition()): string {
    const named = getNamedType(type);
    const variants = ARGUMENTS[name];
    const variant = variants ? g(upTo, variants.length - 1) : 0;
    const alias = variants ? `${name}${variant}: ` : maybe(15) ? `other_${name}: ` : '';
    const below = isCompositeType(named) ? ` ${selectionOf(named, Math.max(depth - 1, 0))}` : '';
    return `${alias}${name}${use(variants?.[variant] ?? '')}${when}${below}`;
  }

  function fragmentOn(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const names = [...possible.map(({ name }) => name), ...(isObjectType(type) && type === root ? [] : ['Node'])];
    const on = schema.getType(oneOf(names));
    if (!isCompositeType(on)) throw new Error('All of them have fields.');
    const again = fragments.findIndex((fragment) => fragment.on === on);
    if (again >= 0 && maybe(40)) return `...F${again}${condition()}`;
    const selection = selectionOf(on, Math.max(depth - 1, 0));
    if (maybe(60)) return `... ${maybe(80) || on !== type ? `on ${on.name}` : ''}${condition()} ${selection}`;
    const name = `F${fragments.length}`;
    fragments.push({ on, text: `fragment ${name} on ${on.name} ${selection}` });
    return `...${name}${condition()}`;
  }

  // A subscription has one root field, without conditions.
  const selection =
    kind === 'subscription'
      ? `{ ${fieldOf(oneOf(Object.values(root.getFields())), DEPTH, '')} }`
      : selectionOf(root, DEPTH);
  const declared = [...used].map((name) => `$${name}: ${VARIABLES[name]?.type}`);
  const query = `${kind} Op${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${selection}\n${fragments.map(({ text }) => text).join('\n')}`;
  return { query, variableSets: [variablesOf(), variablesOf()] };
}

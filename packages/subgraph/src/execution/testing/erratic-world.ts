import {
  buildSchema,
  getNullableType,
  GraphQLScalarType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { ReleaseOrder } from './release-order.ts';

/** Each kind of value in each kind of wrapper. */
const FIELDS = `
  id: ID! label: String text: String! count: Int total: Int! ratio: Float share: Float! isOpen: Boolean isNew: Boolean!
  kind: Kind kindly: Kind! odd: Odd oddly: Odd!
  words: [String] numbers: [Int!] strict: [ID!]! matrix: [[Int]] strictMatrix: [[Int!]!]!
  plain: Plain plainly: Plain! own: Own briefly: Own! deep: Deep deeply: Deep!
  plains: [Plain] plainsStrict: [Plain!]! owns: [Own!] deeps: [Deep]! rows: [[Plain!]] strictRows: [[Own!]!]!
  node: Node nodely: Node! nodes: [Node!] any: Any anyly: Any! anys: [Any] anysStrict: [Any!]!
  echo(text: String, n: Int = 3, list: [Int!], filter: Filter, filters: [Filter!] = [{ words: ["x"] }], kind: Kind = B): String
  need(id: ID!, n: Int! = 1): Int!
`;

/** The same, mostly nullable: most answers would be null otherwise. */
const ROOT_FIELDS = `${FIELDS.replaceAll(/!(?=\s)/g, '')} sure: String! surely: Own! always: [Plain!]!`;

const SDL = `
  enum Kind { A B C }
  scalar Odd
  input Filter { words: [String], n: Int = 7, not: Filter, kind: Kind }
  interface Node { ${FIELDS} }
  union Any = Plain | Own | Deep
  "Has no resolvers."
  type Plain implements Node { ${FIELDS} }
  "Has resolvers that take three arguments."
  type Own implements Node { ${FIELDS} }
  "Has resolvers that take the info too, and checks its objects."
  type Deep implements Node { ${FIELDS} }
  type Query { ${ROOT_FIELDS} }
  type Mutation { ${ROOT_FIELDS} }
  type Subscription { ${ROOT_FIELDS} }
`;

/** How often something out of the ordinary happens, from 0 to 1. */
export interface Habits {
  readonly seed: number;
  readonly failing: number;
  readonly absent: number;
  readonly waiting: number;
}

/** What one execution works with; the same habits give the same values and failures at the same places. */
export class World {
  readonly order = new ReleaseOrder();
  /** What resolvers saw. */
  readonly seen: string[] = [];
  readonly #habits: Habits;

  constructor(habits: Habits) {
    this.#habits = habits;
  }

  root(): Source {
    return sourceOf(this, 'Query', 'root');
  }

  /** A number in [0, 1) that depends on `key` alone. */
  roll(key: string): number {
    let hash = this.#habits.seed ^ 0x811c9dc5;
    for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
  }

  /** What a resolver of a field of `type` returns. @throws where it fails at once. */
  read(type: GraphQLOutputType, key: string): unknown {
    if (this.roll(`${key} throws`) < this.#habits.failing / 2) throw failureOf(this.roll(`${key} cause`), key);
    return this.item(type, key);
  }

  /** What may stand in a list of `type`: the same, but for throwing. */
  item(type: GraphQLOutputType, key: string): unknown {
    if (this.roll(`${key} waits`) >= this.#habits.waiting) return this.settled(type, key);
    const rank = this.roll(`${key} rank`);
    const rejects = this.roll(`${key} rejects`) < this.#habits.failing / 2;
    const wait = (resolve: (value: unknown) => void, reject: (reason: unknown) => void): void =>
      this.order.add(rank, () =>
        rejects ? reject(failureOf(this.roll(`${key} cause`), key)) : resolve(this.settled(type, key)),
      );
    if (this.roll(`${key} foreign`) < 0.2) return foreignThenable(() => new Promise(wait));
    const promise = new Promise(wait);
    // An executor that gave up a list does not look at the rest of it.
    promise.catch(() => undefined);
    return promise;
  }

  settled(type: GraphQLOutputType, key: string): unknown {
    const { absent, failing } = this.#habits;
    const whether = this.roll(`${key} absent`);
    if (whether < (isNonNullType(type) ? absent / 8 : absent)) return this.roll(`${key} how`) < 0.5 ? null : undefined;
    if (this.roll(`${key} returns`) < failing / 8) return new Error(`returned at ${key}`);
    return this.present(getNullableType(type), key, this.roll(`${key} wrong`) < failing / 3);
  }

  present(type: GraphQLOutputType, key: string, isWrong: boolean): unknown {
    const which = this.roll(`${key} value`);
    if (isListType(type)) return isWrong ? 'no list' : this.#list(type.ofType, key, which);
    if (isObjectType(type)) return isWrong ? 5 : sourceOf(this, type.name, key);
    if (isAbstractType(type))
      return sourceOf(this, isWrong ? 'Nothing' : (['Plain', 'Own', 'Deep'][Math.floor(which * 3)] ?? ''), key);
    if (isWrong) return which < 0.4 ? { wrong: true } : which < 0.7 ? 2 ** 31 + 0.5 : Number.NaN;
    if (isEnumType(type)) return ['A', 'B', 'C'][Math.floor(which * 3)];
    if (!isScalarType(type)) throw new Error('There is no other type.');
    return this.#scalar(type.name, which, key);
  }

  #list(type: GraphQLOutputType, key: string, which: number): Iterable<unknown> {
    const items = Array.from({ length: Math.floor(which * 4) }, (_, index) => this.item(type, `${key}.${index}`));
    const container = this.roll(`${key} container`);
    if (container < 0.8) return items;
    const ends = container > 0.8 + 0.2 * (1 - this.#habits.failing);
    return (function* () {
      yield* items;
      if (ends) throw new Error(`the list broke off at ${key}`);
    })();
  }

  #scalar(name: string, which: number, key: string): unknown {
    switch (name) {
      case 'Int':
        return Math.floor(which * 100) - 50;
      case 'Float':
        return which < 0.5 ? which : Math.floor(which * 9);
      case 'Boolean':
        return which < 0.5;
      case 'ID':
        return which < 0.5 ? key : Math.floor(which * 100);
      default:
        return which < 0.8 ? `text of ${key}` : Math.floor(which * 100);
    }
  }
}

/** What a library of its own promises returns: it starts when it is waited for. */
function foreignThenable(start: () => Promise<unknown>): PromiseLike<unknown> {
  return { then: (onValue, onReason) => start().then(onValue, onReason) };
}

function failureOf(which: number, key: string): unknown {
  return which < 0.2 ? `thrown at ${key}, and no error` : new Error(`thrown at ${key}`);
}

/** An object of the world. Its properties are read like those of any other, and may be methods, promises or getters that throw. */
export interface Source {
  readonly __typename: string;
  readonly world: World;
  readonly key: string;
}

const prototypes = new Map<string, object>();

function sourceOf(world: World, typename: string, key: string): Source {
  const source: Source = Object.assign(Object.create(prototypes.get(typename) ?? null) as object, {
    __typename: typename,
    world,
    key,
  });
  return source;
}

function readFrom({ world, key }: Source, type: GraphQLOutputType, fieldName: string): unknown {
  return world.read(type, `${key}.${fieldName}`);
}

/** Tells what it got, and keeps it: what a resolver does to its arguments is its own affair. */
function echo(args: Record<string, unknown>): string {
  const told = JSON.stringify(args);
  for (const name of Object.keys(args)) args[name] = 'kept';
  return told;
}

export const schema: GraphQLSchema = buildSchema(SDL);

const odd = schema.getType('Odd');
if (!(odd instanceof GraphQLScalarType)) throw new Error('Odd is a scalar.');
odd.serialize = (value) => {
  if (typeof value !== 'string') throw new TypeError('not an odd value');
  return { length: value.length };
};

const brief =
  (type: GraphQLOutputType, name: string) =>
  (source: Source, args: Record<string, unknown>, context: World): unknown => {
    if (!(context instanceof World)) throw new Error('There is no context.');
    return name === 'echo' ? echo(args) : readFrom(source, type, name);
  };

const full =
  (type: GraphQLOutputType, name: string): GraphQLFieldResolver<Source, World> =>
  (source, args: Record<string, unknown>, context, info) => {
    context.seen.push(describe(info));
    return name === 'echo' ? echo(args) : readFrom(source, type, name);
  };

function describe(info: GraphQLResolveInfo): string {
  const keys: unknown[] = [];
  for (let place: GraphQLResolveInfo['path'] | undefined = info.path; place; place = place.prev)
    keys.unshift(`${place.typename ?? ''}:${place.key}`);
  const { fieldName, fieldNodes, returnType, parentType, fragments, operation, variableValues } = info;
  return JSON.stringify({
    keys,
    fieldName,
    nodes: fieldNodes.map(({ loc }) => loc?.start),
    returnType: String(returnType),
    parentType: parentType.name,
    fragments: Object.keys(fragments),
    operation: operation.operation,
    variableValues,
    isSchema: info.schema === schema,
    hasRoot: info.rootValue instanceof Object,
  });
}

function equip(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()))
    field.resolve = type.name === 'Own' ? brief(field.type, field.name) : full(field.type, field.name);
}

for (const name of ['Own', 'Deep', 'Query', 'Mutation', 'Subscription']) {
  const type = schema.getType(name);
  if (isObjectType(type)) equip(type);
}

const [plain, deep, any] = [schema.getType('Plain'), schema.getType('Deep'), schema.getType('Any')];
if (!isObjectType(plain) || !isObjectType(deep) || !isAbstractType(any))
  throw new Error('The types are as in the SDL.');

const prototype = {};
for (const { name, type } of Object.values(plain.getFields()))
  Object.defineProperty(prototype, name, {
    get(this: Source) {
      if (name === 'echo') return echo;
      return this.world.roll(`${this.key}.${name} is a method`) < 0.1
        ? function (this: Source, _args: object, context: World, info: GraphQLResolveInfo) {
            context.seen.push(describe(info));
            return readFrom(this, type, name);
          }
        : readFrom(this, type, name);
    },
  });
prototypes.set('Plain', prototype);

/** Answers at once or later, as the habits have it at `key`. */
function soonOrLater<T>(world: World, key: string, answer: () => T): T | Promise<T> {
  const which = world.roll(key);
  if (which < 0.6) return answer();
  return new Promise((resolve) => world.order.add(world.roll(`${key} rank`), () => resolve(answer())));
}

any.resolveType = ({ world, key, __typename }: Source) => soonOrLater(world, `${key} type`, () => __typename);
deep.isTypeOf = ({ world, key }: Source, _context: World, info) =>
  typeof key === 'string' &&
  soonOrLater(world, `${key} is deep`, () => {
    world.seen.push(`isTypeOf ${describe(info)}`);
    return true;
  });

import { type DocumentNode, Kind } from 'graphql';

/** What stands in every subgraph. */
const REQUIRED = [
  'README.md',
  'schema.graphql',
  'migrations/',
  'src/main.ts',
  'src/subgraph.ts',
  'src/config.ts',
  'src/context.ts',
  'src/loaders.ts',
  'src/errors.ts',
  'src/resolvers/',
  'src/domain/',
  'src/storage/',
  'src/operations/',
];

/** What stands in a subgraph that needs it: rooms with something in them, and what tools write. */
const OPTIONAL = ['src/access/', 'src/commands/', 'src/listeners/', 'src/sweeps/', 'src/testing/', 'src/generated/'];

const TOOLING = ['package.json', 'tsconfig.build.json', 'src/', 'dist/', 'node_modules/', '.turbo/'];

const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'];

export interface SubgraphFolder {
  readonly name: string;
  /** All files and folders, relative to the subgraph's folder; folders end in a slash. */
  readonly entries: readonly string[];
  readonly schema: DocumentNode;
  /** The text of src/subgraph.ts. */
  readonly parts: string;
  /** Rooms and files of this subgraph alone, such as those of the outside world. */
  readonly own: readonly string[];
}

/** Where a subgraph's rooms differ from its siblings', and where its resolver files differ from its SDL. */
export function findRoomProblems({ name, entries, schema, parts, own }: SubgraphFolder): string[] {
  const known = new Set([...REQUIRED, ...OPTIONAL, ...TOOLING, ...own]);
  const atTop = entries.filter((entry) => /^(src\/)?[^/]+\/?$/.test(entry) && !/\.test\.ts$|^\./.test(entry));
  const empty = entries.filter(
    (entry) => entry.endsWith('/') && !entries.some((other) => other !== entry && other.startsWith(entry)),
  );
  return [
    ...REQUIRED.filter((room) => !entries.includes(room)).map((room) => `${room} is missing`),
    ...atTop
      .filter((entry) => !known.has(entry))
      .map((entry) => `${entry} is none of the rooms that all subgraphs share`),
    ...own.filter((room) => !entries.includes(room)).map((room) => `${room} is expected here, and gone`),
    ...empty.map((room) => `${room} is empty`),
    ...findResolverProblems(entries, schema, parts),
  ].map((problem) => `${name}: ${problem}`);
}

/**
 * resolvers/Query/order.ts, resolvers/Order.ts: a file per root field, at most one per type, none that the SDL does not know, and all of them in the
 * parts list: a resolver that is not in it is never asked, and its field answers null.
 */
function findResolverProblems(entries: readonly string[], schema: DocumentNode, parts: string): string[] {
  const fields = fieldsByType(schema);
  const wanted = ROOT_TYPES.flatMap((type) =>
    (fields.get(type) ?? []).map((field) => `src/resolvers/${type}/${field}.ts`),
  );
  const allowed = new Set([...wanted, ...[...fields.keys()].map((type) => `src/resolvers/${type}.ts`)]);
  const present = entries.filter(
    (entry) => entry.startsWith('src/resolvers/') && entry.endsWith('.ts') && !entry.endsWith('.test.ts'),
  );
  return [
    ...wanted
      .filter((file) => !present.includes(file))
      .map((file) => `${file} is missing: each root field has a file of its own`),
    // What several resolvers share has a kebab-case name.
    ...present
      .filter((file) => !allowed.has(file) && !/^src\/resolvers\/[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file))
      .map((file) => `${file} is not named after anything in schema.graphql`),
    ...present
      .filter((file) => allowed.has(file) && !parts.includes(`'./${file.slice('src/'.length)}'`))
      .map((file) => `${file} is not in src/subgraph.ts`),
  ];
}

function fieldsByType(schema: DocumentNode): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const node of schema.definitions) {
    if (
      node.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      node.kind !== Kind.OBJECT_TYPE_EXTENSION &&
      node.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      node.kind !== Kind.UNION_TYPE_DEFINITION &&
      node.kind !== Kind.SCALAR_TYPE_DEFINITION
    )
      continue;
    const own = 'fields' in node ? (node.fields ?? []).map((field) => field.name.value) : [];
    fields.set(node.name.value, [...(fields.get(node.name.value) ?? []), ...own]);
  }
  return fields;
}

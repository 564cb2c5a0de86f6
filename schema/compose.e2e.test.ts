import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const TAGS = LINK.replace('"@key"', '"@key", "@tag"');
const CONFIG = `subgraphs:
  users: { routing_url: 'http://localhost:4001/graphql', schema: [users.graphql] }
  cart: { routing_url: 'http://localhost:4004/graphql', schema: [cart.graphql] }
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-compose-'));
  await write(
    'users.graphql',
    `${LINK}\ntype Query { me: User }\n"Somebody."\ntype User @key(fields: "id") { id: ID! }`,
  );
  await write('cart.graphql', `${LINK}\ntype User @key(fields: "id") { id: ID! items: Int }`);
  await write('supergraph.yaml', CONFIG);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('writes both files, and --check is content with them', async () => {
  expect(await compose('--check')).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run compose') });
  expect(await compose()).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, 'supergraph.graphql'), 'utf8')).toContain('http://localhost:4004/graphql');
  expect(await readFile(join(folder, 'api.graphql'), 'utf8')).toContain('items: Int');
  expect(await compose('--check')).toMatchObject({ code: 0 });
});

test('--check names the file that is out of date and leaves it alone', async () => {
  await compose();
  await write('api.graphql', 'type Query { old: Int }');
  expect(await compose('--check')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^api\.graphql out of date/),
  });
  expect(await readFile(join(folder, 'api.graphql'), 'utf8')).toBe('type Query { old: Int }');
});

test('subgraphs that do not fit together: code, file, line, and exit code 1', async () => {
  await write('cart.graphql', `${LINK}\ntype User @key(fields: "number") { id: ID! }`);
  expect(await compose()).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/KEY_INVALID_FIELDS: \[cart\].*\n.*cart\.graphql:2:11/),
  });
});

test('a file that is missing or not GraphQL, a broken configuration, an unknown option: exit code 2', async () => {
  expect(await compose('--all')).toMatchObject({ code: 2, stderr: expect.stringContaining("'--all'") });
  await write('cart.graphql', 'type {');
  expect(await compose()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cart\.graphql is not valid GraphQL/),
  });
  await rm(join(folder, 'cart.graphql'));
  expect(await compose()).toMatchObject({ code: 2, stderr: expect.stringMatching(/Cannot read .*cart\.graphql/) });
  await write('supergraph.yaml', 'subgraphs: { users: { schema: [] } }');
  expect(await compose()).toMatchObject({ code: 2, stderr: expect.stringMatching(/subgraphs\.users\.routing_url/) });
});

test('a contract becomes a file of its name, and --check looks at it', async () => {
  await write('supergraph.yaml', `${CONFIG}contracts: { partner: { exclude: [internal] } }\n`);
  await write('cart.graphql', `${TAGS}\ntype User @key(fields: "id") { id: ID! items: Int @tag(name: "internal") }`);
  expect(await compose()).toMatchObject({ code: 0, stdout: expect.stringContaining('partner.graphql') });
  expect(await readFile(join(folder, 'partner.graphql'), 'utf8')).not.toContain('items');
  expect(await readFile(join(folder, 'api.graphql'), 'utf8')).toContain('items');
  await write('partner.graphql', '');
  expect(await compose('--check')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^partner\.graphql out of/),
  });
});

test('a contract that cannot be: its name, the element, and exit code 1', async () => {
  await write('supergraph.yaml', `${CONFIG}contracts: { partner: { include: [partner] } }\n`);
  expect(await compose()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('CONTRACT_INVALID: [partner] Query is not in the contract'),
  });
});

test('--help explains options and exit codes', async () => {
  expect(await compose('--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/--check[\s\S]*Exit codes/) });
});

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

function compose(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = fileURLToPath(new URL('compose.ts', import.meta.url));
  const argv = [
    '--import',
    'tsx',
    '--conditions=source',
    command,
    '--config',
    join(folder, 'supergraph.yaml'),
    ...options,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

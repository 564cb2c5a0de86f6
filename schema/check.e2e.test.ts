import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const FIRST = 'type Query { order(id: ID!): String, me: String }\nenum Status { NEW }\n';

let repository: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'bazaar-check-'));
  await git('init', '--quiet');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Empty');
  await git('tag', 'empty');
  await writeSchema(FIRST);
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'First schema');
  await git('tag', 'v1');
});

afterAll(() => rm(repository, { recursive: true, force: true }));

test('a removed field breaks', async () => {
  await writeSchema(FIRST.replace(', me: String', ''));
  const { code, stdout } = await check('--against', 'v1');
  expect(stdout).toContain("Breaking: a request that worked before may fail (1)\n  Field 'me' was removed");
  expect(code).toBe(1);
});

test('a new enum value is dangerous, a new field is safe, and neither fails', async () => {
  await writeSchema(FIRST.replace('NEW', 'NEW OLD').replace('me: String', 'me: String, you: String'));
  const { code, stdout } = await check('--against', 'v1');
  expect(stdout).toMatch(/Dangerous.*\(1\)\n {2}Enum value 'OLD' was added/);
  expect(stdout).toMatch(/Safe \(1\)\n {2}Field 'you' was added/);
  expect(code).toBe(0);
});

test('an equal schema has no changes', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'v1')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('is the same as at v1'),
  });
});

test('before the first version everything is new', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'empty')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('all of it is new'),
  });
});

test('an unknown revision, no revision, an option in its place, a missing file: exit code 2 and a reason', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'v9')).toMatchObject({ code: 2, stderr: 'git knows no revision "v9" here.\n' });
  expect(await check('--against=--all')).toMatchObject({ code: 2, stderr: 'git knows no revision "--all" here.\n' });
  expect(await check()).toMatchObject({ code: 2, stderr: expect.stringContaining('--against <rev> is missing') });
  await rm(join(repository, 'api.graphql'));
  expect(await check('--against', 'v1')).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run compose') });
});

test('--help explains options and exit codes', async () => {
  expect(await check('--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/--against[\s\S]*Exit codes/) });
});

describe('contracts and documents', () => {
  const CONFIG = 'subgraphs: {}\ncontracts: { partner: {} }\n';
  const ID = 'a'.repeat(64);
  const OWN = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: ID, name: 'Me', body: 'query Me { me }' }],
  };
  const PARTNERS = [
    {
      partner: 'ptn_1',
      hash: ID,
      operationName: 'A',
      text: 'query A { order(id: 1) }',
      lastUsedAt: '2026-01-02T00:00:00Z',
    },
    { partner: 'ptn_2', hash: ID, operationName: 'B', text: 'query B { order(id: 1) you }', lastUsedAt: null },
  ];
  const YOU = FIRST.replace('me: String', 'me: String, you: String');
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bazaar-documents-'));
    await write({ config: CONFIG, api: YOU, partner: YOU });
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'A contract');
    await git('tag', 'v2');
    await writeFile(join(folder, 'own.json'), JSON.stringify(OWN));
    await writeFile(join(folder, 'partners.json'), JSON.stringify(PARTNERS));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(files: { config?: string; api?: string; partner?: string | null }): Promise<void> {
    const partner = join(repository, 'partner.graphql');
    await writeFile(join(repository, 'supergraph.yaml'), files.config ?? CONFIG);
    await writeSchema(files.api ?? YOU);
    if (files.partner === null) await rm(partner);
    else await writeFile(partner, files.partner ?? YOU);
  }

  const checkAll = (...options: (string | { readonly input: string })[]) =>
    run('--config', join(repository, 'supergraph.yaml'), '--against', 'v2', ...options);

  test('what breaks a partner names the partner, the document and its last use, and fails', async () => {
    await write({ partner: YOU.replace('order(id: ID!): String, ', '') });
    const { code, stdout } = await checkAll('--documents', folder);
    expect(stdout).toMatch(/api\.graphql is the same as at v2/);
    expect(stdout).toContain(
      'Documents that break (2 of 2)\n  A (aaaaaaaaaaaaaaa…) of partner ptn_1, last used 2026-01-02T00:00:00Z',
    );
    expect(stdout).toContain('B (aaaaaaaaaaaaaaa…) of partner ptn_2\n    Cannot query field "order" on type "Query".');
    expect(code).toBe(1);
  });

  test('a rule that is tightened breaks who uses the field, one that is loosened does not, and a cost is told of', async () => {
    const supergraph = (order: string, me: string): Promise<void> =>
      writeFile(
        join(repository, 'supergraph.graphql'),
        `schema
          @link(url: "https://specs.apollo.dev/link/v1.0")
          @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
          @link(url: "https://specs.apollo.dev/cost/v0.1")
        { query: Query }
        directive @policy(policies: [[policy__Policy!]!]!) on FIELD_DEFINITION
        directive @cost(weight: Int!) on FIELD_DEFINITION
        scalar policy__Policy
        type Query { order(id: ID!): String ${order} me: String ${me} you: String }`,
      );
    await write({});
    await supergraph('@policy(policies: [["a"], ["b"]])', '@policy(policies: [["a"]])');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Rules');
    const sinceRules = (...options: readonly string[]) =>
      run('--config', join(repository, 'supergraph.yaml'), '--against', 'HEAD', ...options);
    expect((await sinceRules()).stdout).toContain('is the same as at HEAD');

    await supergraph('@policy(policies: [["a"]]) @cost(weight: 9)', '');
    const { code, stdout } = await sinceRules('--documents', folder);
    expect(stdout).toContain(
      `Field 'Query.order' now asks of its caller: the policies [["a"]]; before: the policies [["a"],["b"]]`,
    );
    expect(stdout).toMatch(/Dangerous.*\n {2}What field 'Query\.order' costs has changed/);
    expect(stdout).toMatch(/Safe \(1\)\n {2}Field 'Query\.me' now asks of its caller: nothing; before: the policies/);
    expect(stdout).toContain('Documents that break (2 of 2)');
    expect(code).toBe(1);
    await rm(join(repository, 'supergraph.graphql'));
  });

  test('what breaks and nobody uses is told of, and fails only with --strict', async () => {
    await write({ api: YOU.replace(', you: String', ''), partner: YOU.replace('me: String, ', '') });
    const { code, stdout } = await checkAll('--documents', folder);
    expect(stdout).toContain('None of the 1 documents uses what breaks.');
    expect(stdout).toContain('None of the 2 documents uses what breaks.');
    expect(code).toBe(0);
    expect(await checkAll('--documents', folder, '--strict')).toMatchObject({ code: 1 });
  });

  test('documents of partners say nothing about the rest of the API', async () => {
    await write({ api: YOU.replace(', you: String', '') });
    expect(await checkAll('--documents', join(folder, 'partners.json'))).toMatchObject({ code: 1 });
    expect(await checkAll('--documents', join(folder, 'own.json'))).toMatchObject({ code: 0 });
  });

  test('documents are held against the contract of their partner alone, and against all where it is not known', async () => {
    const both = 'subgraphs: {}\ncontracts: { partner: {}, shop: {} }\n';
    await write({ config: both });
    await writeFile(join(repository, 'shop.graphql'), YOU);
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Another contract');
    await git('tag', 'v3');
    await write({ config: both, partner: YOU.replace('order(id: ID!): String, ', '') });
    const against = (...documents: object[]) =>
      run('--config', join(repository, 'supergraph.yaml'), '--against', 'v3', '--documents', '-', {
        input: JSON.stringify(documents),
      });
    const [first, second] = PARTNERS;
    const { code, stdout } = await against({ ...first, contract: 'shop' }, { ...second, contract: 'partner' });
    expect(stdout).toContain('Documents that break (1 of 1)\n  B (aaaaaaaaaaaaaaa…) of partner ptn_2');
    expect(code).toBe(1);
    expect((await against({ ...first, contract: 'shop' }, { ...second, contract: 'shop' })).stdout).not.toContain(
      'Documents that break',
    );
    expect((await against({ ...first })).code).toBe(1);
  });

  test('a contract that is gone breaks those who use it; one that is new breaks nobody', async () => {
    await write({ config: 'subgraphs: {}\n', partner: null });
    const { code, stdout } = await checkAll('--documents', folder);
    expect(stdout).toMatch(/partner\.graphql exists at v2 and is gone\./);
    expect(code).toBe(1);
    await write({});
    expect(await run('--config', join(repository, 'supergraph.yaml'), '--against', 'v1')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/partner\.graphql does not exist at v1/),
    });
  });

  test('--json says the same for programs, and - reads standard input', async () => {
    await write({ partner: YOU.replace(', you: String', '') });
    const { code, stdout } = await checkAll('--json', '--documents', '-', { input: JSON.stringify(PARTNERS) });
    expect(JSON.parse(stdout)).toMatchObject({
      against: 'v2',
      fails: true,
      schemas: [
        { kind: 'same', verdict: 'safe' },
        {
          kind: 'changed',
          verdict: 'used',
          changes: [{ risk: 'breaking', path: 'Query.you' }],
          documents: {
            checked: 2,
            invalidBefore: 0,
            broken: [{ document: { partner: 'ptn_2' }, reasons: [expect.stringContaining('you')] }],
          },
        },
      ],
    });
    expect(code).toBe(1);
  });

  test('documents that are missing, not JSON, or something else: exit code 2 and a reason', async () => {
    await write({});
    expect(await checkAll('--documents', join(folder, 'none.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cannot read'),
    });
    expect(await checkAll('--documents', '-', { input: '{' })).toMatchObject({
      code: 2,
      stderr: 'standard input is not JSON.\n',
    });
    expect(await checkAll('--documents', '-', { input: '{"a":1}' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds no documents'),
    });
  });
});

function writeSchema(sdl: string): Promise<void> {
  return writeFile(join(repository, 'api.graphql'), sdl);
}

async function git(...args: string[]): Promise<void> {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  await promisify(execFile)('git', [...author, ...args], { cwd: repository });
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function check(...options: string[]): Promise<Outcome> {
  return run('--file', join(repository, 'api.graphql'), ...options);
}

/** An object among the options is what the command reads. */
function run(...given: (string | { readonly input: string })[]): Promise<Outcome> {
  const options = given.filter((option) => typeof option === 'string');
  const input = given.find((option) => typeof option !== 'string')?.input ?? '';
  const command = fileURLToPath(new URL('check.ts', import.meta.url));
  const argv = ['--import', 'tsx', '--conditions=source', command, ...options];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, argv, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

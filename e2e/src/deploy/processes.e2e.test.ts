import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtProgram } from '@bazaar/testkit/built-program';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDeployment, type Deployment } from './start-deployment.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const execute = promisify(execFile);

let deployment: Deployment | undefined;

beforeAll(async () => {
  deployment = await startDeployment(ROOT);
}, 180_000);
afterAll(() => deployment?.stop());

function deployed(): Deployment {
  if (!deployment) throw new Error('Nothing was deployed.');
  return deployment;
}

it('serves a registration and what only the registered may see, over the built gateway and subgraphs', async () => {
  const input =
    '{ email: "ada@example.com", password: "correct horse battery", firstName: "Ada", lastName: "Lovelace" }';
  const registered = await deployed().ask(
    `mutation { userRegister(input: ${input}) { tokens { accessToken } userErrors { code } } }`,
  );
  expect(registered).toMatchObject({
    data: { userRegister: { userErrors: [], tokens: { accessToken: expect.any(String) } } },
  });
  const token = /"accessToken":"([^"]+)"/.exec(JSON.stringify(registered))?.[1] ?? '';
  expect(
    await deployed().ask('{ me { email } categories { id } vendors(first: 1) { edges { node { id } } } }', token),
  ).toMatchObject({
    data: { me: { email: 'ada@example.com' }, categories: [], vendors: { edges: [] } },
  });
});

it('serves the playground with the operations of schema/operations/examples, outside production', async () => {
  const gateway = deployed().running.at(-1);
  const page = await fetch(`http://127.0.0.1:${gateway?.port}/`);
  const [firstLine = 'none'] = readFileSync(`${ROOT}schema/operations/examples/1-welcome.graphql`, 'utf8').split('\n');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(JSON.stringify(firstLine).slice(1, -1));
  expect((await fetch(`http://127.0.0.1:${gateway?.port}/playground/graphiql.js`)).status).toBe(200);
});

it('writes no secret of its environment into its logs', () => {
  const { environment, running } = deployed();
  const secrets = Object.entries(environment).filter(([name]) => /SECRET|PASSWORD|_SIGNING_KEY|_URL/.test(name));
  expect(secrets.length).toBeGreaterThan(10);
  const leaked = running.flatMap(({ name, output }) =>
    secrets.flatMap(([secret, value]) => (output().includes(value) ? [`${name}: ${secret}`] : [])),
  );
  expect(leaked).toEqual([]);
});

it('ends on SIGTERM, each process with exit code 0 within seconds, and leaves none behind', async () => {
  const { running, services } = deployed();
  const since = Date.now();
  for (const { process: child } of running) child.kill('SIGTERM');
  const codes = await Promise.all(running.map(async ({ name, ended }) => [name, await ended] as const));
  expect(codes).toEqual(running.map(({ name }) => [name, 0]));
  expect(Date.now() - since).toBeLessThan(10_000);
  expect(services.survivors()).toEqual([]);
});

it('names what is missing when a process is started without its environment', async () => {
  for (const entry of [builtProgram('gateway'), builtProgram('subgraphs/orders')]) {
    const env = { PORT: '0', GATEWAY_CONFIG: 'deploy/gateway.yaml' };
    const failure: unknown = await execute(process.execPath, [entry], { cwd: ROOT, env }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 1, stderr: expect.stringContaining('INTERNAL_SIGNING_KEY') });
  }
});

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as dclint from 'dclint';
import { readSettings } from '@bazaar/gateway/settings/read-settings';
import { urlVariable } from '@bazaar/gateway/settings/variables';
import { makeEnvironment, type Environment } from '@bazaar/deploy/environment';
import { NOTIFICATION_TYPES } from '@bazaar/orders/payments/stripe/notification-types';
import { readConfig } from '@bazaar/runtime/config';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { readEmulatorConfig } from '@bazaar/stripe-emulator/config';
import { readProcessConfig } from '@bazaar/subgraph/process-config';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMPOSE_FILE, composeText, readCompose, readComposeVariables, type ComposeService } from './compose-file.ts';
import { shapeOf } from './process-shapes.ts';

const PROCESSES = ['gateway', ...SUBGRAPH_NAMES, 'setup', 'stripe-emulator'];
/** What the image sets for all of them. */
const OF_THE_IMAGE = { HOST: '0.0.0.0' };

/** The linter as its documentation has it: its declarations import files without their extensions, which this compiler does not find. */
const {
  DCLinter,
}: {
  DCLinter: new (config: object) => { lintFiles(paths: readonly string[], recursive: boolean): unknown };
} = dclint;
const reports = z.array(z.object({ messages: z.array(z.unknown()) }));

let generated: Environment;
let services: Readonly<Record<string, ComposeService>>;

beforeAll(async () => {
  generated = await makeEnvironment({ emulator: true });
  services = readCompose(generated).services;
});

function service(name: string): ComposeService {
  const found = services[name];
  if (!found) throw new Error(`There is no service ${name}.`);
  return found;
}

it('has payments tell what orders listens to, and the deployment guide names the same', () => {
  expect(service('stripe-emulator').environment).toMatchObject({ WEBHOOK_EVENTS: NOTIFICATION_TYPES.join(',') });
  const guide = readFileSync(new URL('../../../docs/deployment.md', import.meta.url), 'utf8');
  for (const type of NOTIFICATION_TYPES) expect(guide).toContain(`\`${type}\``);
});

it('is a valid compose file by the schema of the specification, without the mistakes its linter knows', () => {
  // Keys and services stand in the order in which they explain themselves; who may reach a port is tested below.
  const off = [
    'service-keys-order',
    'services-alphabetical-order',
    'service-dependencies-alphabetical-order',
    'top-level-properties-order',
    'no-unbound-port-interfaces',
  ];
  const linter = new DCLinter({
    rules: Object.fromEntries(off.map((rule) => [rule, 0])),
    quiet: false,
    debug: false,
    exclude: [],
  });
  const results = reports.parse(linter.lintFiles([COMPOSE_FILE], false));
  expect(results).toHaveLength(1);
  expect(results.flatMap(({ messages }) => messages)).toEqual([]);
});

it('holds no secret: they come from the environment, and a missing one stops compose with its name', () => {
  const variables = readComposeVariables();
  const secretive = [...variables.keys()].filter((name) => /SECRET|PASSWORD|_KEY|DATABASE_(ADMIN_)?URL/.test(name));
  expect(secretive.length).toBeGreaterThan(15);
  for (const name of secretive)
    expect({ name, ...variables.get(name) }).toEqual({ name, required: true, byDefault: '' });
  for (const line of composeText().split('\n')) {
    const [, name, value] = /^\s+([A-Z][A-Z0-9_]*(?:SECRET|PASSWORD|_KEYS?|AUTH)): (.+)$/.exec(line) ?? [];
    if (name) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
    expect(line).not.toMatch(/:\/\/[^$\s/]*:[^$@\s/]+@/);
  }
  for (const name of secretive)
    expect(() => readCompose({ ...generated, [name]: '' })).toThrow(new RegExp(`^${name}: .+`));
});

it('has nothing left to fill in after env:generate but what Stripe gives', async () => {
  const forStripe = await makeEnvironment({ emulator: false });
  const required = [...readComposeVariables()].flatMap(([name, { required: isRequired }]) =>
    isRequired ? [name] : [],
  );
  expect(required.filter((name) => !generated[name])).toEqual([]);
  expect(required.filter((name) => !forStripe[name])).toEqual([
    'STRIPE_SECRET_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'STRIPE_WEBHOOK_SECRET',
  ]);
  const known = new Set([...readComposeVariables().keys(), 'COMPOSE_PROFILES']);
  expect(Object.keys(generated).filter((name) => !known.has(name))).toEqual([]);
});

it('lets a process have two keys at once, so that one can replace another', () => {
  const environment: Environment = { ...OF_THE_IMAGE, ...service('users').environment };
  const trusted = z.record(z.string(), z.unknown()).parse(JSON.parse(environment['INTERNAL_TRUSTED_KEYS'] ?? ''));
  const both = JSON.stringify({ ...trusted, gateway: [trusted['gateway'], trusted['orders']] });
  const { INTERNAL_TRUSTED_KEYS } = readProcessConfig('users', { ...environment, INTERNAL_TRUSTED_KEYS: both });
  expect(INTERNAL_TRUSTED_KEYS['gateway']).toHaveLength(2);
});

describe.each(PROCESSES)('the service %s', (name) => {
  it('runs a command of the image', () => {
    const [program, entry = ''] = service(name).command ?? [];
    expect(program).toBe('node');
    expect(service(name).build).toEqual({ context: '.' });
    const source = entry.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    expect(source).not.toBe(entry);
    expect(existsSync(fileURLToPath(new URL(`../../../${source}`, import.meta.url)))).toBe(true);
  });

  it('gets only variables that it knows, and all that it requires', async () => {
    const environment: Environment = { ...OF_THE_IMAGE, ...service(name).environment };
    const shape = { ...shapeOf(name) };
    const strangers = Object.keys(service(name).environment).filter((variable) => !(variable in shape));
    expect(strangers).toEqual([]);
    expect(() => readConfig(shape, environment)).not.toThrow();
    if (name === 'gateway') {
      const file = fileURLToPath(new URL('../../../deploy/gateway.yaml', import.meta.url));
      expect(await readSettings({ file, env: environment })).toMatchObject({
        production: false,
        server: { port: 4000 },
      });
      expect(Object.keys(environment)).toEqual(expect.arrayContaining(SUBGRAPH_NAMES.map(urlVariable)));
    }
    const subgraph = SUBGRAPH_NAMES.find((other) => other === name);
    if (subgraph)
      expect(Object.keys(readProcessConfig(subgraph, environment).neighbourUrls).toSorted()).toEqual(
        SUBGRAPH_NAMES.toSorted(),
      );
    if (name === 'stripe-emulator') expect(readEmulatorConfig(environment).webhooks).toHaveLength(1);
  });

  it('is confined: no root file system to write, no capabilities, a limit of memory, time to end', () => {
    const { read_only, cap_drop, security_opt, stop_grace_period, restart, deploy } = service(name);
    expect({ read_only, cap_drop, security_opt }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    // A part of a process may take 30 seconds to stop.
    expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(30);
    expect(restart).toBe(name === 'setup' ? 'no' : 'unless-stopped');
    if (name !== 'setup') expect(deploy?.resources.limits.memory).toMatch(/^\d+M$/);
  });

  it('waits for what it needs', () => {
    const { depends_on, environment } = service(name);
    for (const other of Object.keys(depends_on)) expect(services).toHaveProperty(other);
    if (environment['REDIS_URL']) expect(depends_on).toMatchObject({ redis: { condition: 'service_healthy' } });
    if (SUBGRAPH_NAMES.some((subgraph) => subgraph === name))
      expect(depends_on).toMatchObject({ setup: { condition: 'service_completed_successfully' } });
    if (name === 'gateway')
      for (const subgraph of SUBGRAPH_NAMES)
        expect(depends_on).toMatchObject({ [subgraph]: { condition: 'service_healthy' } });
  });
});

it('lets every URL between services end at a port that is listened on, over a network that both are in', () => {
  const checked: string[] = [];
  for (const [name, { environment, networks }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(environment)) {
      // The emulator's PUBLIC_URL is for browsers.
      if (!URL.canParse(value) || new URL(value).hostname === 'localhost') continue;
      const { hostname, port, protocol } = new URL(value);
      const target = service(hostname);
      const { PORT, INTERNAL_PORT } = target.environment;
      const listening = {
        'postgres:': '5432',
        'redis:': '6379',
        'http:': variable.endsWith('_INTERNAL_URL') ? INTERNAL_PORT : PORT,
      }[protocol];
      const link = `${name} ${variable}`;
      expect({ link, port, reached: target.networks.some((network) => networks.includes(network)) }).toEqual({
        link,
        port: listening,
        reached: true,
      });
      checked.push(link);
    }
  }
  expect(checked.length).toBeGreaterThan(40);
});

it('publishes the gateway alone, and the emulator to this machine alone', () => {
  const published = Object.entries(services).flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
  expect(published).toEqual(['gateway 127.0.0.1:4000:4000', 'stripe-emulator 127.0.0.1:12111:12111']);
  const elsewhere = readCompose({ ...generated, GATEWAY_BIND: '0.0.0.0', GATEWAY_PORT: '80' });
  expect(elsewhere.services['gateway']?.ports).toEqual(['0.0.0.0:80:4000']);
});

it('keeps Postgres and Redis on a network without a way out, and what must last in volumes', () => {
  const { networks, volumes } = readCompose(generated);
  for (const name of ['postgres', 'redis']) expect(service(name).networks).toEqual(['data']);
  expect(networks['data']).toEqual({ internal: true });
  for (const { volumes: mounts } of Object.values(services))
    for (const mount of mounts) expect(volumes).toHaveProperty(mount.split(':')[0] ?? '');
  expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql/data']);
  expect(service('stripe-emulator').environment['DATA_DIR']).toBe('/data');
  for (const { healthcheck, restart } of Object.values(services))
    expect(healthcheck?.disable ?? false).toBe(restart === 'no');
});

it('starts the emulator only when its profile is chosen, and never in production', () => {
  expect(service('stripe-emulator').profiles).toEqual(['emulator']);
  expect(service('orders').depends_on['stripe-emulator']).toEqual({ condition: 'service_healthy', required: false });
  const production = readCompose({ ...generated, BAZAAR_ENV: '' }).services['stripe-emulator'];
  expect(readEmulatorConfig(production?.environment ?? {}).production).toBe(true);
  const others = Object.values(services).filter(({ profiles }) => profiles.length > 0);
  expect(others).toHaveLength(1);
});

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, readConfig } from '@bazaar/runtime/config';
import { settingsSchema, type Settings } from './settings.ts';
import { GATEWAY_VARIABLES } from './variables.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Tree = Record<string, unknown>;

/** A setting from the command line: where it belongs, and its value. */
export type Override = readonly [setting: readonly string[], value: unknown];

export interface SettingsSources {
  /** A YAML or JSON file. */
  readonly file?: string | undefined;
  readonly env: Environment;
  /** What the command line says; it wins over the environment, which wins over the file. */
  readonly overrides?: readonly Override[];
}

/** @throws ConfigError that names each setting or variable at fault, and repeats no value. */
export async function readSettings({ file, env, overrides = [] }: SettingsSources): Promise<Settings> {
  const given: Tree = file === undefined ? {} : await readTree(file);
  const read = readConfig(
    z.object(mapValues(GATEWAY_VARIABLES, ({ read: type }) => type.optional())).shape,
    env,
  ) as Tree;
  const named = new Map<string, string>();
  for (const [variable, { setting }] of Object.entries(GATEWAY_VARIABLES)) {
    named.set(setting.join('.'), variable);
    if (read[variable] !== undefined) place(given, setting, read[variable]);
  }
  for (const [setting, value] of overrides) place(given, setting, value);

  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => {
      const setting = path.join('.');
      const variable = named.get(setting);
      const isMissing = message.endsWith('received undefined');
      return `${setting}${variable ? ` (${variable})` : ''}: ${isMissing ? 'is missing' : message}`;
    }),
  );
}

async function readTree(file: string): Promise<Tree> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigError([`${file}: the file cannot be read`]);
  });
  let value: unknown;
  try {
    // JSON is YAML.
    value = parse(text, { prettyErrors: true });
  } catch (error) {
    throw new ConfigError([
      `${file}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'is not YAML'}`,
    ]);
  }
  if (value === null || value === undefined) return {};
  if (!isTree(value)) throw new ConfigError([`${file}: must hold settings by name`]);
  return value;
}

function place(tree: Tree, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const inner = isTree(tree[key]) ? tree[key] : {};
  tree[key] = inner;
  place(inner, rest, value);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<Value, Result>(record: Readonly<Record<string, Value>>, map: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

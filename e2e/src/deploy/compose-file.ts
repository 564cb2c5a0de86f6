import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

export const COMPOSE_FILE = fileURLToPath(new URL('../../../docker-compose.yml', import.meta.url));

const dependency = z.object({
  condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
  required: z.boolean().default(true),
});

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  profiles: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), dependency).default({}),
  healthcheck: z.object({ disable: z.boolean().default(false), test: z.array(z.string()).optional() }).optional(),
  restart: z.string(),
  stop_grace_period: z.string(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  deploy: z.object({ resources: z.object({ limits: z.object({ memory: z.string() }) }) }).optional(),
});

const file = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

export type ComposeFile = z.output<typeof file>;
export type ComposeService = z.output<typeof service>;

/** `${NAME}`, `${NAME:-default}` or `${NAME:?message}`. */
const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)(?::([-?])([^}]*))?\}/g;

export function composeText(): string {
  return readFileSync(COMPOSE_FILE, 'utf8');
}

/**
 * The file as docker compose sees it with the variables of `env`: anchors merged, references replaced.
 * @throws Error naming a variable that is required and missing.
 */
export function readCompose(env: Readonly<Record<string, string>>): ComposeFile {
  return file.parse(interpolate(parse(composeText(), { merge: true }), env));
}

function interpolate(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replaceAll(REFERENCE, (_, name: string, operator?: string, text?: string) => {
      const given = env[name];
      if (given) return given;
      if (operator === '?') throw new Error(`${name}: ${text}`);
      return text ?? '';
    });
  if (Array.isArray(value)) return value.map((item) => interpolate(item, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, env)]));
}

/** Every variable that the file reads. */
export function readComposeVariables(): ReadonlyMap<string, { required: boolean; byDefault: string }> {
  const found = [...composeText().matchAll(REFERENCE)];
  return new Map(
    found.map(([, name = '', operator, text = '']) => [
      name,
      { required: operator === '?', byDefault: operator === '-' ? text : '' },
    ]),
  );
}

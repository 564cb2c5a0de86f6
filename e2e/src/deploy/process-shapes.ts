import { BAZAAR_VARIABLES } from '@bazaar/bazaar/config';
import type { Secrets } from '@bazaar/bazaar/secrets';
import { cartVariables } from '@bazaar/cart/config';
import { catalogVariables } from '@bazaar/catalog/config';
import { readSettings } from '@bazaar/gateway/settings/read-settings';
import { GATEWAY_VARIABLES } from '@bazaar/gateway/settings/variables';
import { ordersConfig } from '@bazaar/orders/config';
import { urlOf } from '@bazaar/runtime/config';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { EMULATOR_VARIABLES } from '@bazaar/stripe-emulator/config';
import { PROCESS_VARIABLES } from '@bazaar/subgraph/process-config';
import { usersVariables } from '@bazaar/users/config';
import { vendorsVariables } from '@bazaar/vendors/config';
import { generatePrivateJwk } from '@bazaar/identity/ed25519';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

type Shape = Readonly<Record<string, z.ZodType>>;

/** Secrets that the all-in-one process generates when they are not given; the type keeps the list whole. */
const GENERATED: Readonly<Record<keyof Secrets, z.ZodType>> = {
  SIGNING_KEY_SECRET: z.string().optional(),
  CART_ID_SECRET: z.string().optional(),
  ORDER_TOKEN_SECRET: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  DATABASE_ROLE_SECRET: z.string().optional(),
};

/** Where the gateway finds subgraphs: names come from the supergraph. */
const SUBGRAPH_URLS = Object.fromEntries(
  SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, urlOf('http:', 'https:').optional()]),
);

/** The one thing its file leaves to the environment. */
const SIGNING_KEY = 'INTERNAL_SIGNING_KEY';
const settings = await readSettings({
  file: fileURLToPath(new URL('../../../deploy/gateway.yaml', import.meta.url)),
  env: { [SIGNING_KEY]: JSON.stringify(generatePrivateJwk()) },
});

/** The gateway's variables, with what `deploy/gateway.yaml` says instead of them. */
const GATEWAY: Shape = {
  // What the image sets.
  GATEWAY_CONFIG: z.string().default('deploy/gateway.yaml'),
  ...Object.fromEntries(
    Object.entries<{ readonly setting: readonly string[]; readonly read: z.ZodType }>(GATEWAY_VARIABLES).map(
      ([name, { setting, read }]) => {
        const value = valueAt(settings, setting);
        return [name, name === SIGNING_KEY ? read : value === undefined ? read.optional() : read.default(value)];
      },
    ),
  ),
  ...SUBGRAPH_URLS,
};

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], tree);
}

/** What each subgraph has of its own. */
export const OWN_VARIABLES: Readonly<Record<SubgraphName, Shape>> = {
  users: usersVariables,
  vendors: vendorsVariables,
  catalog: catalogVariables,
  cart: cartVariables,
  orders: ordersConfig,
};

/** The variables by the headings of `.env.example`. */
export const DOCUMENTED: Readonly<Record<string, Shape>> = {
  'all in one': { ...BAZAAR_VARIABLES, ...GENERATED },
  gateway: GATEWAY,
  'every subgraph': PROCESS_VARIABLES,
  ...OWN_VARIABLES,
  'stripe-emulator': EMULATOR_VARIABLES,
};

/** What the process `name` reads, by the name of its service. */
export function shapeOf(name: string): Shape {
  if (name === 'gateway') return GATEWAY;
  if (name === 'stripe-emulator') return EMULATOR_VARIABLES;
  // `bazaar provision` reads the administrator's URL alone.
  if (name === 'setup') return { DATABASE_URL: urlOf('postgres:', 'postgresql:') };
  const own = SUBGRAPH_NAMES.find((subgraph) => subgraph === name);
  if (!own) throw new Error(`No process is called ${name}.`);
  const neighbours = SUBGRAPH_NAMES.filter((other) => other !== own);
  return {
    ...PROCESS_VARIABLES,
    // Optional in the shape, because each process does without its own; readProcessConfig requires the others.
    ...Object.fromEntries(neighbours.map((other) => [`${other.toUpperCase()}_INTERNAL_URL`, urlOf('http:', 'https:')])),
    ...OWN_VARIABLES[own],
  };
}

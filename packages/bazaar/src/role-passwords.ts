import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { createHmac } from 'node:crypto';

/** The passwords of the subgraphs' database roles, the same for whoever knows `DATABASE_ROLE_SECRET`. */
export function rolePasswords(secret: string): Record<string, string> {
  return Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [name, createHmac('sha256', secret).update(name).digest('base64url')]),
  );
}

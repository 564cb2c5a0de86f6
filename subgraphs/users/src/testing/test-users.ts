import { verifyAccessToken, type VerifiedAccessToken } from '@bazaar/identity/access-tokens';
import type { PublishedJwk } from '@bazaar/identity/signing-keys';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '@bazaar/testkit/test-subgraph';
import { users } from '../subgraph.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly tokens: Tokens;
  /** What the gateway passes on for the account's first session. */
  readonly caller: CallerClaims;
}

/** Users on a database of its own, with what its tests do again and again. */
export interface TestUsers extends TestSubgraph {
  register(given?: Record<string, unknown>): Promise<Account>;
  jwks(): Promise<{ keys: PublishedJwk[] }>;
  /** The claims of an access token, verified with the published keys. */
  claims(accessToken: string, now?: Date): Promise<VerifiedAccessToken>;
  isDenied(sessionId: string): Promise<boolean>;
}

export const PASSWORD = 'correct horse battery';
export const ENV = { SIGNING_KEY_SECRET: 'a secret for tests that is long enough' };
export const TOKENS = 'tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }';

let count = 0;

/** What registers a new person. */
export function newPerson(): Record<string, unknown> {
  count++;
  return { email: `person${count}@example.com`, password: PASSWORD, firstName: 'Ann', lastName: 'Lee' };
}

export async function startTestUsers(options: TestSubgraphOptions = {}): Promise<TestUsers> {
  const subgraph = await startTestSubgraph(users, { ...options, env: { ...ENV, ...options.env } });

  async function jwks(): Promise<{ keys: PublishedJwk[] }> {
    const { body } = await subgraph.door.serveRaw({
      method: 'GET',
      path: '/.well-known/jwks.json',
      headers: {},
      body: Buffer.alloc(0),
      requestId: 'jwks',
    });
    // What the key ring published.
    return JSON.parse(body.toString()) as { keys: PublishedJwk[] };
  }

  const claims: TestUsers['claims'] = async (accessToken, now = new Date()) =>
    verifyAccessToken(accessToken, { issuer: 'bazaar', audience: 'bazaar', jwks: await jwks(), now });

  return {
    ...subgraph,
    jwks,
    claims,
    isDenied: async (sessionId) => subgraph.ephemeral.replicatedSet('denied-sessions').has(sessionId),
    async register(given = {}) {
      const person = { ...newPerson(), ...given };
      const { user, tokens, userErrors } = await subgraph.mutate<{
        user: { id: string; email: string };
        tokens: Tokens;
      }>('userRegister', person, `user { id email } ${TOKENS}`);
      if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
      const { caller } = await claims(tokens.accessToken, options.now?.());
      // The document asks for the address in the name of nobody, who may not see it.
      return { id: user.id, email: String(person['email']), tokens, caller };
    },
  };
}

import { z } from 'zod';

/** The variables of users, beside those of every process. */
export const usersVariables = {
  /** `iss` of access tokens. */
  ACCESS_TOKEN_ISSUER: z.string().min(1).default('bazaar'),
  /** `aud` of access tokens. */
  ACCESS_TOKEN_AUDIENCE: z.string().min(1).default('bazaar'),
  /** Encrypts the private signing keys in the database. Without it, users refuses to start: see docs/deployment.md. */
  SIGNING_KEY_SECRET: z.string().min(32, 'must be at least 32 characters of randomness'),
};

export type UsersConfig = z.output<z.ZodObject<typeof usersVariables>>;

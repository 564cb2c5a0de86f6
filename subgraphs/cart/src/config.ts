import { z } from 'zod';

const hours = z.coerce.number('must be a number of hours').int().positive().max(100_000);

/** Comma-separated secrets, of which the first signs and all verify. */
const secrets = z
  .string('must be set')
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 32), 'must be at least 32 characters of randomness')
  // split() never answers an empty list.
  .transform((list) => list as [string, ...string[]]);

/** The variables of cart, beside those of every process. */
export const cartVariables = {
  /** Signs the ids of guests' carts. Several, separated by commas, while one replaces another: the first signs. */
  CART_ID_SECRET: secrets,
  /** How long a guest's cart lives after its last change, in hours. */
  CART_GUEST_HOURS: hours.default(24),
  /** How long a user's cart lives after its last change, in hours. */
  CART_USER_HOURS: hours.default(30 * 24),
};

export type CartConfig = z.output<z.ZodObject<typeof cartVariables>>;

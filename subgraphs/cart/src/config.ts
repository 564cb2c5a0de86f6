import { z } from 'zod';

const hours = z.coerce.number().int().positive();

/** The variables of cart, beside those of every process. */
export const cartVariables = {
  /** Signs the ids of guests' carts. Several, separated by commas, while one replaces another: the first signs. */
  CART_ID_SECRET: z.string().min(32, 'must be at least 32 characters of randomness'),
  /** How long a guest's cart lives after its last change, in hours. */
  CART_GUEST_HOURS: hours.default(24),
  /** How long a user's cart lives after its last change, in hours. */
  CART_USER_HOURS: hours.default(30 * 24),
};

export type CartConfig = z.output<z.ZodObject<typeof cartVariables>>;

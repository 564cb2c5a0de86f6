/** What a partner's key may be used for. The schema's `@requiresScopes` speaks of the same ones. */
export const SCOPES = [
  /** Products, variants, offers with prices and stock, categories: what a shop shows. */
  'catalog:read',
  /** Vendors as a shop shows them. */
  'vendors:read',
  /** Everybody's orders, with their buyers' names and addresses. */
  'orders:read',
] as const;

export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** What a rule does with the deliveries it matches. */
export type DeliveryAction =
  /** Kept until released. */
  | { readonly kind: 'hold' }
  /** Never sent; it counts as lost, not as failed, so it is not tried again. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Sent `copies` times in all. */
  | { readonly kind: 'duplicate'; readonly copies: number }
  /** Held until `window` deliveries have come together, then sent one after the other, the last first. */
  | { readonly kind: 'reorder'; readonly window: number }
  /** Sent with a wrong signature, a changed body, or a signed timestamp one hour old. */
  | { readonly kind: 'corrupt'; readonly what: 'signature' | 'body' | 'timestamp' };

/** The first rule that matches a delivery decides about it. */
export interface DeliveryRule {
  readonly id: string;
  /** Event types; `*` matches all, `charge.*` those that start with `charge.`. */
  readonly types: readonly string[];
  /** The endpoint's id; null means every endpoint. */
  readonly endpoint: string | null;
  readonly action: DeliveryAction;
  /** How many more deliveries it applies to; null means all. */
  readonly remaining: number | null;
}

/** Whether one of `patterns` covers the event type. */
export function coversType(patterns: readonly string[], type: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}

/** The first rule that applies to an event of `type` on its way to `endpoint`. */
export function findRule(rules: readonly DeliveryRule[], type: string, endpoint: string): DeliveryRule | undefined {
  return rules.find(
    (rule) =>
      rule.remaining !== 0 && (rule.endpoint === null || rule.endpoint === endpoint) && coversType(rule.types, type),
  );
}

import type { CartLine } from './cart.ts';
import { MAX_LINES, MAX_QUANTITY } from './quantity-rules.ts';

export interface MergedLines {
  /** Lines of the target after the merge: its own first. */
  readonly lines: readonly CartLine[];
  /** Guest lines that found no room: they stay in the guest cart, so that nothing is lost. */
  readonly left: readonly CartLine[];
}

/**
 * Merges a guest's lines into a user's cart. Quantities of the same offer are added, up to the most a line holds (or the offer allows);
 * the price when added stays that of the user's own line.
 */
export function mergeLines(own: readonly CartLine[], guest: readonly CartLine[]): MergedLines {
  const lines = [...own];
  const left: CartLine[] = [];
  for (const line of guest) {
    const index = lines.findIndex((candidate) => candidate.offerId === line.offerId);
    const same = lines[index];
    if (same) {
      const max = Math.min(line.lastSeen.maxQuantity ?? MAX_QUANTITY, MAX_QUANTITY);
      const quantity = Math.max(same.quantity, Math.min(max, same.quantity + line.quantity));
      lines[index] = { ...same, quantity };
    } else if (lines.length < MAX_LINES) lines.push(line);
    else left.push(line);
  }
  return { lines, left };
}

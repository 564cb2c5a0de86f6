import type { CartLine } from './cart.ts';
import { MAX_LINES, MAX_QUANTITY } from './quantity-rules.ts';

export interface MergedLines {
  /** Lines of the target after the merge: its own first. */
  readonly lines: readonly CartLine[];
  /** What found no room of the guest's lines, whole ones or the rest of their units: it stays in the guest cart, so that nothing is lost. */
  readonly left: readonly CartLine[];
}

/**
 * Merges a guest's lines into a user's cart. Quantities of the same offer are added, up to the most a line holds, also above what the offer allows: the
 * cart warns of that, and the buyer decides. The price when added stays that of the user's own line.
 */
export function mergeLines(own: readonly CartLine[], guest: readonly CartLine[]): MergedLines {
  const lines = [...own];
  const left: CartLine[] = [];
  for (const line of guest) {
    const index = lines.findIndex((candidate) => candidate.offerId === line.offerId);
    const same = lines[index];
    if (same) {
      const wanted = same.quantity + line.quantity;
      const quantity = Math.min(wanted, MAX_QUANTITY);
      lines[index] = { ...same, quantity };
      if (wanted > quantity) left.push({ ...line, quantity: wanted - quantity });
    } else if (lines.length < MAX_LINES) lines.push(line);
    else left.push(line);
  }
  return { lines, left };
}

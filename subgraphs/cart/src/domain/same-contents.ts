import type { Cart } from './cart.ts';

/** Whether two states of a cart hold the same units of the same offers, sent in the same ways. What catalog says of the offers does not count. */
export function hasSameContents(before: Cart, after: Cart): boolean {
  return (
    before.lines.length === after.lines.length &&
    before.lines.every((line, index) => {
      const other = after.lines[index];
      return other?.offerId === line.offerId && other.quantity === line.quantity;
    }) &&
    before.shippingChoices.size === after.shippingChoices.size &&
    [...before.shippingChoices].every(([vendorId, code]) => after.shippingChoices.get(vendorId) === code)
  );
}

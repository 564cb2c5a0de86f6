import type { VendorId } from '@bazaar/ids/kinds';
import { priceCart } from '../domain/price-cart.ts';
import { putShippingChoice, type CartAccess } from '../storage/carts.ts';
import { changeCart, type ChangeContext } from './change-cart.ts';

export interface SelectShippingRefusal {
  readonly kind: 'vendorNotInCart' | 'methodNotFound';
}

/** Chooses how one vendor's goods are sent, among what is offered for them now. */
export function selectShipping(
  context: ChangeContext,
  access: CartAccess,
  expectedVersion: number | null,
  choice: { readonly vendorId: VendorId; readonly shippingMethodCode: string },
) {
  return changeCart<SelectShippingRefusal>(context, {
    access,
    expectedVersion,
    async apply(tx, cart, offers) {
      const { groups } = priceCart({ cart, offers, country: null, tax: context.tax, shipping: context.shipping });
      const group = groups.find(({ vendorId }) => vendorId === choice.vendorId);
      if (!group) return { kind: 'vendorNotInCart' };
      if (!group.shippingMethods.some(({ code }) => code === choice.shippingMethodCode))
        return { kind: 'methodNotFound' };
      await putShippingChoice(tx, cart.id, choice.vendorId, choice.shippingMethodCode);
      const shippingChoices = new Map([...cart.shippingChoices, [choice.vendorId, choice.shippingMethodCode]]);
      return { kind: 'changed', cart: { ...cart, shippingChoices } };
    },
  });
}

import { newId } from '@bazaar/ids/id';
import type { CheckoutId, OfferId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { CommandInput, CommandOutput } from '@bazaar/schema/commands/all-commands';
import type { OfferQuote } from '@bazaar/schema/commands/catalog';
import { startTestSubgraph, type TestSubgraph } from '@bazaar/testkit/test-subgraph';
import { importRegions } from '../operations/import-regions.ts';
import { cart } from '../subgraph.ts';
import { EU, offerView, US } from './samples.ts';

export const CART_ID_SECRET = 'a-secret-for-tests-of-at-least-32-characters';

/** An offer as the outside world has it: a price per currency. */
export type TestOffer = Omit<OfferQuote, 'offerId' | 'unitAmount'> & {
  readonly offerId: OfferId;
  readonly prices: Readonly<Record<string, number>>;
};

/** A catalog that remembers what it was given and answers `catalog.quoteOffers`. */
export interface TestCatalog {
  /** Adds an offer, or replaces it. */
  put(changes?: Partial<TestOffer>): TestOffer;
  remove(offerId: OfferId): void;
  /** Whether it answers at all. */
  isAway: boolean;
  /** What happens once, while it is asked the next time. */
  meanwhile: (() => Promise<unknown>) | null;
  /** How often it was asked. */
  readonly asked: number;
}

export interface MoneyAnswer {
  readonly amount: number;
}

export interface LineAnswer {
  readonly id: string;
  readonly quantity: number;
  readonly title: string;
  readonly offer: { readonly id: OfferId };
  readonly unitPrice: MoneyAnswer;
  readonly unitPriceWhenAdded: MoneyAnswer;
  readonly total: MoneyAnswer;
  readonly isPurchasable: boolean;
}

export interface CartAnswer {
  readonly id: string;
  readonly version: number;
  readonly isFrozen: boolean;
  readonly totalQuantity: number;
  readonly expiresAt: string;
  readonly region: { readonly code: string };
  readonly lines: readonly LineAnswer[];
  readonly groups: readonly {
    readonly vendor: { readonly id: string };
    readonly vendorName: string;
    readonly shippingMethod: { readonly code: string; readonly price: MoneyAnswer };
    readonly shippingMethods: readonly { readonly code: string }[];
    readonly total: MoneyAnswer;
  }[];
  readonly subtotal: MoneyAnswer;
  readonly shippingTotal: MoneyAnswer;
  readonly taxTotal: MoneyAnswer;
  readonly total: MoneyAnswer;
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly cartLineId: string | null }[];
}

export interface UserErrorAnswer {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

export interface PayloadAnswer {
  readonly cart: CartAnswer | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

const CART_FIELDS = `
  fragment C on Cart {
    id version isFrozen totalQuantity expiresAt region { code }
    lines {
      id quantity title offer { id } unitPrice { amount } unitPriceWhenAdded { amount } total { amount } isPurchasable
    }
    groups { vendor { id } vendorName shippingMethod { code price { amount } } shippingMethods { code } total { amount } }
    subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount }
    warnings { code message cartLineId }
  }`;

type MutationName =
  'cartCreate' | 'cartAddLines' | 'cartUpdateLines' | 'cartRemoveLines' | 'cartSelectShipping' | 'cartMerge';

/** The real subgraph beside a hand-written catalog, with what its tests do again and again. */
export interface TestCart extends TestSubgraph {
  readonly catalog: TestCatalog;
  /** Moves the business clock. */
  passTime(ms: number): void;
  /** Runs a mutation and insists that it has no GraphQL errors. */
  attempt(name: MutationName, input: object, caller?: CallerClaims | null): Promise<PayloadAnswer>;
  /** As {@link attempt}, and insists that there are no user errors. */
  change(name: MutationName, input: object, caller?: CallerClaims | null): Promise<CartAnswer>;
  read(id: string, caller?: CallerClaims | null): Promise<CartAnswer | null>;
  /** A new cart with units of new or given offers. */
  filled(
    options: { readonly caller?: CallerClaims | null; readonly regionCode?: string },
    ...entries: readonly (readonly [TestOffer, number])[]
  ): Promise<CartAnswer>;
  freeze(
    seen: Pick<CartAnswer, 'id' | 'version' | 'total'>,
    checkoutId: CheckoutId,
    changes?: Partial<CommandInput<'cart.freezeCart'>>,
    caller?: CallerClaims | null,
  ): Promise<CommandOutput<'cart.freezeCart'>>;
  letGo(name: 'unfreezeCart' | 'completeCart', checkoutId: CheckoutId): Promise<unknown>;
}

export async function startTestCart(): Promise<TestCart> {
  const offers = new Map<string, TestOffer>();
  let offset = 0;
  let asked = 0;
  const catalog: TestCatalog = {
    isAway: false,
    meanwhile: null,
    get asked() {
      return asked;
    },
    put(changes: Partial<TestOffer> = {}): TestOffer {
      const { unitAmount: _price, categoryIds, ...rest } = offerView();
      const offer: TestOffer = {
        ...rest,
        productSlug: 'thing',
        compareAtAmount: null,
        categoryIds: [...categoryIds],
        prices: { USD: 1_000, EUR: 900 },
        ...changes,
      };
      offers.set(offer.offerId, offer);
      return offer;
    },
    remove: (offerId: OfferId) => void offers.delete(offerId),
  };

  async function quoteOffers({ currency, offerIds }: CommandInput<'catalog.quoteOffers'>) {
    asked += 1;
    const { meanwhile } = catalog;
    catalog.meanwhile = null;
    await meanwhile?.();
    if (catalog.isAway) throw new Fault('SUBGRAPH_UNAVAILABLE', 'catalog cannot be reached.');
    const found = offerIds.flatMap((id) => offers.get(id) ?? []);
    return { offers: found.map(({ prices, ...offer }) => ({ ...offer, unitAmount: prices[currency] ?? null })) };
  }

  const subgraph = await startTestSubgraph(cart, {
    env: { CART_ID_SECRET },
    neighbours: { 'catalog.quoteOffers': quoteOffers },
    now: () => new Date(Date.now() + offset),
  });
  await importRegions(subgraph.database, [US, EU]);

  async function answer<Data>(document: string, variables: object, caller?: CallerClaims | null): Promise<Data> {
    const { data, errors } = await subgraph.ask(document, { ...variables }, caller);
    if (errors) throw new Error(JSON.stringify(errors));
    // The document says what comes back.
    return data as Data;
  }

  async function attempt(name: MutationName, input: object, caller?: CallerClaims | null): Promise<PayloadAnswer> {
    const inputType = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${inputType}!) {
      ${name}(input: $input) { cart { ...C } userErrors { code field message } }
    } ${CART_FIELDS}`;
    const data = await answer<Record<string, PayloadAnswer>>(document, { input }, caller);
    const payload = data[name];
    if (!payload) throw new Error(`no payload of ${name}`);
    return payload;
  }

  async function change(name: MutationName, input: object, caller?: CallerClaims | null): Promise<CartAnswer> {
    const payload = await attempt(name, input, caller);
    if (!payload.cart) throw new Error(JSON.stringify(payload.userErrors));
    return payload.cart;
  }

  return {
    ...subgraph,
    catalog,
    attempt,
    change,
    passTime: (ms) => void (offset += ms),
    async read(id, caller) {
      const document = `query ($id: ID!) { cart(id: $id) { ...C } } ${CART_FIELDS}`;
      return (await answer<{ cart: CartAnswer | null }>(document, { id }, caller)).cart;
    },
    async filled({ caller = null, regionCode = 'US' }, ...entries) {
      const created = await change('cartCreate', { regionCode }, caller);
      if (entries.length === 0) return created;
      const lines = entries.map(([{ offerId }, quantity]) => ({ offerId, quantity }));
      return change('cartAddLines', { cartId: created.id, lines }, caller);
    },
    freeze(seen, checkoutId, changes = {}, caller = null) {
      const input: CommandInput<'cart.freezeCart'> = {
        cartId: seen.id,
        checkoutId,
        expectedVersion: seen.version,
        expectedTotalAmount: seen.total.amount,
        country: 'US',
        ...changes,
      };
      // The command door has parsed the answer by its contract.
      return subgraph.command('cart.freezeCart', input, 'orders', caller) as Promise<CommandOutput<'cart.freezeCart'>>;
    },
    letGo: (name, checkoutId) => subgraph.command(`cart.${name}`, { checkoutId }, 'orders'),
  };
}

export function shopper(): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['CUSTOMER'], vendors: [] };
}

/** Offers and quantities of a cart, in the order of its lines. */
export function contentOf({ lines }: CartAnswer): (readonly [string, number])[] {
  return lines.map(({ offer, quantity }) => [offer.id, quantity]);
}

/** Codes and fields, without the words for people. */
export function problemsOf({ userErrors }: PayloadAnswer): (readonly [string, string | null])[] {
  return userErrors.map(({ code, field }) => [code, field?.join('.') ?? null]);
}

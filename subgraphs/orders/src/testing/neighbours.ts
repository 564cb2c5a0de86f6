import { newId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import type { CommandInput, CommandOutput } from '@bazaar/schema/commands/all-commands';
import type { CartQuote, QuotedGroup, QuotedLine } from '@bazaar/schema/commands/cart';

/** One thing in a test's cart. */
export interface Want {
  readonly vendorId: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly isDigital?: boolean;
  /** Discounts of the line: what the vendor and what the platform funds. */
  readonly vendorDiscount?: number;
  readonly platformDiscount?: number;
}

export interface TestCart {
  readonly id: string;
  version: number;
  readonly buyerId: string | null;
  readonly currency: string;
  readonly taxInclusive: boolean;
  readonly quote: Omit<CartQuote, 'version'>;
  frozenBy: string | null;
  /** How often checkouts completed it. */
  completed: number;
}

type Stage = 'reserved' | 'allocated' | 'released';

/** The other subgraphs as this subgraph sees them: small, stateful and idempotent, as their contracts promise. */
export interface TestNeighbours {
  readonly answers: Readonly<Record<string, (input: never) => unknown>>;
  /** Units that nobody has reserved. */
  readonly stock: Map<string, number>;
  readonly reservations: Map<
    string,
    { stage: Stage; readonly lines: readonly { offerId: string; quantity: number }[] }
  >;
  readonly carts: Map<string, TestCart>;
  /** Commands in the order they came. */
  readonly log: string[];
  /** Commands that fail as long as they stand here. */
  readonly down: Set<string>;
  /** Run just before a command is answered. */
  readonly before: Map<string, () => Promise<void> | void>;
  readonly inactiveVendors: Set<string>;
  addCart(wants: readonly Want[], options?: { buyerId?: string; taxInclusive?: boolean; currency?: string }): TestCart;
}

/** 5 % tax, 500 shipping with 25 tax for a group that ships, 10 % commission. */
export function createTestNeighbours(): TestNeighbours {
  const stock = new Map<string, number>();
  const reservations: TestNeighbours['reservations'] = new Map();
  const carts = new Map<string, TestCart>();
  const log: string[] = [];
  const down = new Set<string>();
  const before: TestNeighbours['before'] = new Map();
  const inactiveVendors = new Set<string>();

  function freeze(input: CommandInput<'cart.freezeCart'>): CommandOutput<'cart.freezeCart'> {
    const cart = carts.get(input.cartId);
    if (!cart || (cart.buyerId ?? null) !== (input.buyerId ?? null)) return { kind: 'notFound' };
    const quote = { ...cart.quote, version: cart.version };
    if (cart.frozenBy === input.checkoutId) return { kind: 'frozen', quote };
    if (cart.frozenBy !== null) return { kind: 'frozenByAnotherCheckout', checkoutId: cart.frozenBy };
    if (cart.version !== input.expectedVersion) return { kind: 'versionStale', version: cart.version };
    if (quote.totalAmount !== input.expectedTotalAmount)
      return { kind: 'totalChanged', totalAmount: quote.totalAmount };
    if (input.country === 'AQ') return { kind: 'countryNotSupported' };
    cart.frozenBy = input.checkoutId;
    return { kind: 'frozen', quote };
  }

  function take(lines: readonly { offerId: string; quantity: number }[]): { offerId: string; available: number }[] {
    const shortages = lines
      .filter(({ offerId, quantity }) => (stock.get(offerId) ?? 0) < quantity)
      .map(({ offerId }) => ({ offerId, available: stock.get(offerId) ?? 0 }));
    if (shortages.length === 0)
      for (const { offerId, quantity } of lines) stock.set(offerId, (stock.get(offerId) ?? 0) - quantity);
    return shortages;
  }

  const answers = {
    'cart.freezeCart': freeze,
    'cart.unfreezeCart'({ checkoutId }: CommandInput<'cart.unfreezeCart'>) {
      for (const cart of carts.values()) if (cart.frozenBy === checkoutId) cart.frozenBy = null;
      return { kind: 'unfrozen' };
    },
    'cart.completeCart'({ checkoutId }: CommandInput<'cart.completeCart'>) {
      for (const cart of carts.values())
        if (cart.frozenBy === checkoutId) {
          cart.frozenBy = null;
          cart.completed += 1;
        }
      return { kind: 'completed' };
    },
    'catalog.reserveStock'({ reservationId, lines }: CommandInput<'catalog.reserveStock'>) {
      const known = reservations.get(reservationId);
      if (known) return { kind: known.stage === 'released' ? 'released' : 'reserved' };
      const shortages = take(lines);
      if (shortages.length > 0) return { kind: 'outOfStock', shortages };
      reservations.set(reservationId, { stage: 'reserved', lines });
      return { kind: 'reserved' };
    },
    'catalog.allocateStock'({ reservationId }: CommandInput<'catalog.allocateStock'>) {
      const known = reservations.get(reservationId);
      if (!known) return { kind: 'outOfStock', shortages: [] };
      if (known.stage === 'released') return { kind: 'released' };
      known.stage = 'allocated';
      return { kind: 'allocated' };
    },
    'catalog.releaseStock'({ reservationId }: CommandInput<'catalog.releaseStock'>) {
      const known = reservations.get(reservationId);
      if (known && known.stage !== 'released')
        for (const { offerId, quantity } of known.lines) stock.set(offerId, (stock.get(offerId) ?? 0) + quantity);
      reservations.set(reservationId, { stage: 'released', lines: known?.lines ?? [] });
      return { kind: 'released' };
    },
    'vendors.quoteCommission'({ lines }: CommandInput<'vendors.quoteCommission'>) {
      return {
        lines: lines.map(({ lineId, netAmount }) => ({
          lineId,
          commissionRuleId: null,
          ratePpm: 100_000,
          commissionAmount: Math.round(netAmount / 10),
        })),
        inactiveVendorIds: [...new Set(lines.map((line) => line.vendorId))].filter((id) => inactiveVendors.has(id)),
      };
    },
    'users.findContact'() {
      return { kind: 'found', email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron', locale: 'en' };
    },
  };

  return {
    stock,
    reservations,
    carts,
    log,
    down,
    before,
    inactiveVendors,
    answers: Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => [
        name,
        async (input: never) => {
          log.push(name);
          await before.get(name)?.();
          if (down.has(name)) throw unavailable(name);
          return answer(input);
        },
      ]),
    ),
    addCart(wants, { buyerId = null, taxInclusive = false, currency = 'USD' } = {}) {
      const id = newId('crt');
      const cart: TestCart = {
        id,
        version: 3,
        buyerId,
        currency,
        taxInclusive,
        quote: quoteOf(id, wants, buyerId, taxInclusive, currency),
        frozenBy: null,
        completed: 0,
      };
      carts.set(id, cart);
      for (const { offerId } of wants) if (!stock.has(offerId)) stock.set(offerId, 100);
      return cart;
    },
  };
}

function unavailable(name: string): Error {
  return new Fault('SUBGRAPH_UNAVAILABLE', `${name} is down.`);
}

function quoteOf(
  cartId: string,
  wants: readonly Want[],
  buyerId: string | null,
  taxInclusive: boolean,
  currency: string,
): Omit<CartQuote, 'version'> {
  const groups = [...new Set(wants.map((want) => want.vendorId))].map((vendorId): QuotedGroup => {
    const lines = wants.filter((want) => want.vendorId === vendorId).map((want) => lineOf(want, taxInclusive));
    const ships = lines.some((line) => !line.isDigital);
    const shippingAmount = ships ? 525 : 0;
    const shippingTaxAmount = ships ? 25 : 0;
    return {
      vendorId,
      vendorName: `Vendor ${vendorId.slice(-4)}`,
      lines,
      shippingMethodCode: ships ? 'standard' : 'none',
      shippingMethodName: ships ? 'Standard' : 'No shipping',
      shippingAmount,
      shippingTaxAmount,
      totalAmount: sum(lines.map((line) => line.totalAmount)) + shippingAmount + (taxInclusive ? 0 : shippingTaxAmount),
    };
  });
  const lines = groups.flatMap((group) => group.lines);
  return {
    cartId,
    buyerId,
    currency,
    taxInclusive,
    groups,
    subtotalAmount: sum(lines.map((line) => line.subtotalAmount)),
    discountAmount: sum(lines.map((line) => line.discountAmount)),
    shippingAmount: sum(groups.map((group) => group.shippingAmount)),
    taxAmount: sum(lines.map((line) => line.taxAmount)) + sum(groups.map((group) => group.shippingTaxAmount)),
    totalAmount: sum(groups.map((group) => group.totalAmount)),
  };
}

function lineOf(want: Want, taxInclusive: boolean): QuotedLine {
  const { quantity, unitAmount, vendorDiscount = 0, platformDiscount = 0 } = want;
  const subtotalAmount = unitAmount * quantity;
  const discountAmount = vendorDiscount + platformDiscount;
  const base = subtotalAmount - discountAmount;
  const taxAmount = taxInclusive ? base - Math.round((base * 100) / 105) : Math.round(base / 20);
  return {
    cartLineId: newId('cln'),
    offerId: want.offerId,
    vendorId: want.vendorId,
    productId: newId('prd'),
    variantId: newId('var'),
    title: 'Stoneware mug',
    variantTitle: 'Blue',
    sku: 'MUG-1',
    imageUrl: null,
    isDigital: want.isDigital ?? false,
    categoryIds: [],
    quantity,
    unitAmount,
    subtotalAmount,
    discountAmount,
    vendorFundedDiscountAmount: vendorDiscount,
    taxRatePpm: 50_000,
    taxAmount,
    totalAmount: base + (taxInclusive ? 0 : taxAmount),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

import {
  AddToCartDocument,
  CheckoutStatusDocument,
  CompleteCheckoutDocument,
  CreateCartDocument,
  LedgerDocument,
  type LedgerQuery,
  MarkDeliveredDocument,
  MeDocument,
  OrderPageDocument,
  SearchPageDocument,
  ShipDocument,
  StartCheckoutDocument,
  StartProcessingDocument,
  StatementDocument,
  type OrderFieldsFragment,
  type StatementQuery,
} from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_ACCOUNTS, personId } from '../demo-data/people.ts';
import { DEMO_VENDORS } from '../demo-data/vendors.ts';
import { followOrder, type FollowedOrder, type OrderUpdate } from './follow-order.ts';
import { registerShopper, signIn, type Person } from './people.ts';
import type { Story } from './story.ts';

const CURRENCY = 'USD';
/** How long the demo waits for what follows an action by itself. */
const PATIENCE_MS = 15_000;

export interface DemoSummary {
  readonly order: { readonly id: string; readonly number: string; readonly status: string };
  readonly vendorOrders: readonly { readonly number: string; readonly vendor: string; readonly status: string }[];
  /** Minor units. */
  readonly totals: {
    readonly currency: string;
    readonly total: number;
    readonly tax: number;
    readonly shipping: number;
  };
  readonly updates: readonly OrderUpdate[];
  /** Sums of all accounts by currency, in minor units: each must be zero. */
  readonly ledgerSums: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/** Buys from two vendors at `url` and follows the order until both have delivered. @throws when a step cannot be taken at all. */
export async function runDemo(url: string, story: Story): Promise<DemoSummary> {
  story.chapter('A shopper registers');
  const shopper = await registerShopper(url);
  story.tell(`${shopper.name} is signed in.`);

  story.chapter('… finds things of two vendors');
  const offers = await findOffers(shopper, story);

  story.chapter('… fills a cart');
  const cart = await fillCart(shopper, offers, story);

  story.chapter('… checks out and pays');
  const orderId = await checkOut(shopper, cart, story);
  const followed = followOrder(shopper.client, orderId, (update) => story.tell(describe(update)));
  try {
    await followed.until(({ status }) => status === 'CONFIRMED', PATIENCE_MS);

    story.chapter('Both vendors send their parts, and the shopper watches');
    const placed = await readOrder(shopper, orderId);
    for (const part of placed.vendorOrders) await fulfil(url, part, followed, story);
    await followed.until(({ status }) => status === 'DELIVERED', PATIENCE_MS);

    const order = await readOrder(shopper, orderId);
    checkOrder(order, followed, story);

    story.chapter('The books');
    await checkStatements(url, order, story);
    const ledgerSums = await checkLedger(url, story);

    story.tell(story.problems.length === 0 ? 'Everything adds up.' : `${story.problems.length} things are off.`);
    return {
      order: { id: order.id, number: order.number, status: order.status },
      vendorOrders: order.vendorOrders.map(({ number, vendorName, status }) => ({
        number,
        vendor: vendorName,
        status,
      })),
      totals: {
        currency: CURRENCY,
        total: order.total.amount,
        tax: order.taxTotal.amount,
        shipping: order.shippingTotal.amount,
      },
      updates: followed.updates,
      ledgerSums,
      problems: story.problems,
    };
  } finally {
    await followed.stop();
    await shopper.client.close();
  }
}

interface FoundOffer {
  readonly offerId: string;
  readonly title: string;
  readonly vendorId: string;
}

/** The best offers of two products whose vendors differ. */
async function findOffers(shopper: Person, story: Story): Promise<FoundOffer[]> {
  const { products } = await shopper.client.request(SearchPageDocument, {
    where: { currency: CURRENCY, inStock: true, isDigital: false },
    first: 60,
    currency: CURRENCY,
  });
  const found = (products?.nodes ?? []).flatMap(({ title, bestOffer }): FoundOffer[] => {
    const vendorId = bestOffer?.vendor?.id;
    return bestOffer && vendorId && bestOffer.availability.status === 'IN_STOCK'
      ? [{ offerId: bestOffer.id, title, vendorId }]
      : [];
  });
  const first = found[0];
  const second = found.find(({ vendorId }) => vendorId !== first?.vendorId);
  if (!first || !second)
    throw new Error('The marketplace does not offer things of two vendors. Does it have the demo data?');
  story.tell(`“${first.title}” and “${second.title}”`);
  return [first, second];
}

interface FilledCart {
  readonly id: string;
  readonly version: number;
  readonly total: { readonly amount: number; readonly currency: string };
}

async function fillCart(shopper: Person, offers: readonly FoundOffer[], story: Story): Promise<FilledCart> {
  const { cartCreate } = await shopper.client.request(CreateCartDocument, { input: { regionCode: 'US' } });
  const created = expectDone(cartCreate, cartCreate?.cart, 'create a cart');
  const { cartAddLines } = await shopper.client.request(AddToCartDocument, {
    input: { cartId: created.id, lines: offers.map(({ offerId }, index) => ({ offerId, quantity: index + 1 })) },
  });
  const cart = expectDone(cartAddLines, cartAddLines?.cart, 'fill the cart');
  for (const group of cart.groups)
    for (const line of group.lines)
      story.tell(`${line.quantity} × ${line.title} from ${group.vendorName}, ${line.unitPrice.formatted} each`);
  story.tell(
    `goods ${cart.subtotal.formatted}, shipping ${cart.shippingTotal.formatted}, tax ${cart.taxTotal.formatted}, together ${cart.total.formatted}`,
  );
  story.expect(
    cart.subtotal.amount - cart.discountTotal.amount + cart.shippingTotal.amount + cart.taxTotal.amount ===
      cart.total.amount,
    'The totals of the cart do not add up.',
  );
  story.expect(cart.groups.length === 2, `The cart has ${cart.groups.length} vendors instead of 2.`);
  return cart;
}

/** Starts the checkout, pays by a test card, and returns the order's id. */
async function checkOut({ client }: Person, cart: FilledCart, story: Story): Promise<string> {
  const address = {
    firstName: 'Sam',
    lastName: 'Shopper',
    line1: '1 Market Street',
    city: 'Springfield',
    region: 'IL',
    postalCode: '62701',
    country: 'US',
  };
  const { checkoutStart } = await client.request(StartCheckoutDocument, {
    input: {
      idempotencyKey: randomUUID(),
      cartId: cart.id,
      expectedVersion: cart.version,
      expectedTotal: { amount: cart.total.amount, currency: cart.total.currency },
      shippingAddress: address,
      paymentMethod: 'pm_card_visa',
    },
  });
  const checkout = expectDone(checkoutStart, checkoutStart?.checkout, 'check out');
  const { checkoutComplete } = await client.request(CompleteCheckoutDocument, { input: { checkoutId: checkout.id } });
  let current = expectDone(checkoutComplete, checkoutComplete?.checkout, 'complete the checkout');
  const until = Date.now() + PATIENCE_MS;
  while (['PREPARING', 'PROCESSING', 'AWAITING_PAYMENT'].includes(current.status) && Date.now() < until) {
    await sleep(50);
    const answer = await client.request(CheckoutStatusDocument, { id: checkout.id });
    if (answer.checkout) current = answer.checkout;
  }
  if (current.status !== 'CONFIRMED' || !current.order)
    throw new Error(`The checkout is ${current.status}: ${current.failure?.message ?? 'no reason given'}`);
  story.tell(`Order ${current.order.number} is placed and ${current.order.paymentStatus}.`);
  return current.order.id;
}

/** One vendor takes its part from the order to the door. */
async function fulfil(
  url: string,
  part: OrderFieldsFragment['vendorOrders'][number],
  followed: FollowedOrder,
  story: Story,
): Promise<void> {
  const owner = await vendorOwner(url, part.vendorName);
  story.tell(`${part.vendorName} begins with ${part.number}.`);
  const { vendorOrderStartProcessing } = await owner.client.request(StartProcessingDocument, {
    input: { vendorOrderId: part.id },
  });
  expectDone(vendorOrderStartProcessing, vendorOrderStartProcessing?.vendorOrder, 'start processing');
  const { shipmentCreate } = await owner.client.request(ShipDocument, {
    input: {
      idempotencyKey: randomUUID(),
      vendorOrderId: part.id,
      carrier: 'Example Express',
      trackingNumber: `EX${part.number}`,
    },
  });
  const shipment = expectDone(shipmentCreate, shipmentCreate?.shipment, 'ship');
  const { shipmentMarkDelivered } = await owner.client.request(MarkDeliveredDocument, {
    input: { shipmentId: shipment.id },
  });
  expectDone(shipmentMarkDelivered, shipmentMarkDelivered?.shipment, 'deliver');
  await followed.until(({ parts }) => parts.includes(`${part.vendorName} DELIVERED`), PATIENCE_MS);
}

async function vendorOwner(url: string, vendorName: string): Promise<Person> {
  const vendor = DEMO_VENDORS.find(({ name }) => name === vendorName);
  const account = DEMO_ACCOUNTS.find(({ id }) => id === vendor?.ownerId);
  if (!account) throw new Error(`${vendorName} is no vendor of the demo data.`);
  return signIn(url, account);
}

async function readOrder({ client }: Person, id: string): Promise<OrderFieldsFragment> {
  const { order } = await client.request(OrderPageDocument, { id });
  if (!order) throw new Error('The order cannot be read by its buyer.');
  return order;
}

function checkOrder(order: OrderFieldsFragment, followed: FollowedOrder, story: Story): void {
  const partsTotal = order.vendorOrders.reduce((sum, part) => sum + part.total.amount, 0);
  story.expect(order.vendorOrders.length === 2, `The order has ${order.vendorOrders.length} parts instead of 2.`);
  story.expect(
    partsTotal === order.total.amount,
    `The parts sum to ${partsTotal}, the order to ${order.total.amount}.`,
  );
  story.expect(order.status === 'DELIVERED', `The order is ${order.status} instead of DELIVERED.`);
  const versions = followed.updates.map(({ version }) => version);
  story.expect(
    versions.every((version, index) => index === 0 || version > (versions[index - 1] ?? 0)),
    `The updates' versions do not rise: ${versions.join(', ')}.`,
  );
}

/** Each vendor's statement must show its part, and its lines must add up. */
async function checkStatements(url: string, order: OrderFieldsFragment, story: Story): Promise<void> {
  for (const part of order.vendorOrders) {
    const owner = await vendorOwner(url, part.vendorName);
    const { me } = await owner.client.request(MeDocument);
    const vendorId = me?.vendorMemberships?.find(({ vendor }) => vendor?.name === part.vendorName)?.vendor?.id;
    if (!vendorId) throw new Error(`${owner.name} does not belong to ${part.vendorName}.`);
    const line = await statementLine(owner, vendorId, part.number);
    story.expect(line !== null, `${part.vendorName}'s statement does not show ${part.number}.`);
    if (!line) continue;
    const { gross, tax, commission, feeTax, net, balance } = line;
    story.tell(
      `${part.vendorName}: ${part.number} paid ${gross.formatted} − tax ${tax.formatted} − commission ${commission.formatted} = ${net.formatted}; balance ${balance.formatted}`,
    );
    story.expect(gross.amount === part.total.amount, `${part.number} was sold for another amount than it was paid.`);
    story.expect(
      gross.amount - tax.amount - commission.amount - feeTax.amount === net.amount,
      `The statement's line of ${part.number} does not add up.`,
    );
  }
}

async function statementLine({ client }: Person, vendorId: string, number: string) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    let after: string | null = null;
    for (;;) {
      const { vendor }: StatementQuery = await client.request(StatementDocument, {
        vendorId,
        currency: CURRENCY,
        first: 100,
        after,
      });
      const found = vendor?.statement?.edges.find(({ node }) => node.number === number);
      if (found) return found.node;
      if (!vendor?.statement?.pageInfo.hasNextPage) break;
      after = vendor.statement.pageInfo.endCursor;
    }
    // The books follow by an event, moments after the payment.
    await sleep(100);
  }
  return null;
}

/** All accounts of a currency must sum to zero. */
async function checkLedger(url: string, story: Story): Promise<Record<string, number>> {
  const account = DEMO_ACCOUNTS.find(({ id }) => id === personId('admin'));
  if (!account) throw new Error('The demo data has no administrator.');
  const administrator = await signIn(url, account);
  const sums: Record<string, number> = {};
  let after: string | null = null;
  do {
    const { ledgerAccounts }: LedgerQuery = await administrator.client.request(LedgerDocument, { first: 100, after });
    for (const { balance } of ledgerAccounts?.nodes ?? [])
      sums[balance.currency] = (sums[balance.currency] ?? 0) + balance.amount;
    after = ledgerAccounts?.pageInfo.hasNextPage ? ledgerAccounts.pageInfo.endCursor : null;
  } while (after !== null);
  story.expect(Object.keys(sums).includes(CURRENCY), `The ledger holds nothing in ${CURRENCY}.`);
  for (const [currency, sum] of Object.entries(sums)) {
    story.tell(`All ${currency} accounts sum to ${sum}.`);
    story.expect(sum === 0, `The ${currency} accounts sum to ${sum} instead of 0.`);
  }
  return sums;
}

function describe({ status, paymentStatus, parts, latencyMs }: OrderUpdate): string {
  const when = latencyMs === null ? 'now' : `+${latencyMs} ms`;
  return `⟶ ${when.padEnd(8)} ${status} · ${paymentStatus} · ${parts.join(', ')}`;
}

/** The object of a payload. @throws with its user errors when it is not there. */
function expectDone<Thing>(
  payload: { readonly userErrors: readonly { readonly message: string }[] } | null,
  thing: Thing | null | undefined,
  what: string,
): Thing {
  if (payload && payload.userErrors.length === 0 && thing != null) return thing;
  throw new Error(`Could not ${what}: ${payload?.userErrors.map((error) => error.message).join(' ') || 'no answer'}`);
}

import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { newCaller } from '@bazaar/testkit/new-caller';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ADMIN,
  chargeFee,
  pay,
  refund,
  returnRefund,
  startTestVendors,
  vendorPart,
  type TestVendorPart,
  type TestVendors,
} from '../testing/test-vendors.ts';

let vendors: TestVendors;

beforeAll(async () => {
  vendors = await startTestVendors({ env: { FEE_TAX_PPM: '190000' } });
});
afterAll(() => vendors.stop());

type Shop = Awaited<ReturnType<TestVendors['open']>>;

interface Line {
  readonly kind: string;
  readonly number: string;
  readonly gross: number;
  readonly tax: number;
  readonly commission: number;
  readonly feeTax: number;
  readonly net: number;
  readonly balance: number;
}

interface StatementPage {
  readonly lines: readonly Line[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

const AMOUNTS = ['gross', 'tax', 'commission', 'feeTax', 'net', 'balance'] as const;

async function statement({ id, owner }: Shop, args: Record<string, unknown> = {}): Promise<StatementPage> {
  const document = `query ($id: ID!, $currency: CurrencyCode!, $first: Int, $after: String, $last: Int, $before: String) {
    vendor(id: $id) { statement(currency: $currency, first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { kind number ${AMOUNTS.map((name) => `${name} { amount }`).join(' ')} } }
      pageInfo { hasNextPage hasPreviousPage }
      totalCount
    } }
  }`;
  const { vendor } = await vendors.answer<{
    vendor: {
      statement: {
        edges: {
          cursor: string;
          node: { kind: string; number: string } & Record<(typeof AMOUNTS)[number], { amount: number }>;
        }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
        totalCount: number;
      };
    };
  }>(document, { id, currency: 'EUR', ...args }, owner);
  const { edges, pageInfo, totalCount } = vendor.statement;
  return {
    lines: edges.map(({ node: { kind, number, ...money } }) => ({
      kind,
      number,
      gross: money.gross.amount,
      tax: money.tax.amount,
      commission: money.commission.amount,
      feeTax: money.feeTax.amount,
      net: money.net.amount,
      balance: money.balance.amount,
    })),
    cursors: edges.map(({ cursor }) => cursor),
    ...pageInfo,
    totalCount,
  };
}

async function balances({ id, owner }: Shop): Promise<{ amount: number; currency: string }[]> {
  const document = 'query ($id: ID!) { vendor(id: $id) { balances { amount currency } } }';
  return (
    await vendors.answer<{ vendor: { balances: { amount: number; currency: string }[] } }>(document, { id }, owner)
  ).vendor.balances;
}

/** What must hold of the books at every moment. */
async function expectBooksToBalance(): Promise<void> {
  const unbalanced = await vendors.sql(
    'select transaction_id from ledger_entry group by transaction_id having sum(amount) <> 0',
  );
  expect(unbalanced).toEqual([]);
  const perCurrency = await vendors.sql(
    `select a.currency from ledger_account a join ledger_entry e on e.account_id = a.id group by a.currency having sum(e.amount) <> 0
     union all select currency from ledger_account group by currency having sum(balance) <> 0`,
  );
  expect(perCurrency).toEqual([]);
  // Each account's balance and count are its entries'; positions have no gaps, and running balances add up.
  const drifted = await vendors.sql(
    `select id from ledger_account a left join lateral (
       select coalesce(sum(amount), 0) as balance, count(*) as entries, coalesce(max(position), 0) as last from ledger_entry where account_id = a.id
     ) e on true where a.balance <> e.balance or a.entries <> e.entries or a.entries <> e.last
     union all
     select account_id from (
       select account_id, balance, sum(amount) over (partition by account_id order by position) as running from ledger_entry
     ) e where balance <> running`,
  );
  expect(drifted).toEqual([]);
}

/** What the provider kept, by currency. */
async function providerFees(): Promise<Map<string, number>> {
  const rows = await vendors.sql<{ currency: string; balance: string }>(
    "select currency, balance from ledger_account where kind = 'PROVIDER_FEES'",
  );
  return new Map(rows.map(({ currency, balance }) => [currency, Number(balance)]));
}

test('a fee that is known later is posted once, however often and by whichever event it is told', async () => {
  const shop = await vendors.open();
  const [paymentId, late] = [newId('pay'), newId('pay')];
  const before = (await providerFees()).get('EUR') ?? 0;
  await pay(vendors, [vendorPart(shop.id, 10_000)], { paymentId, providerFeeAmount: 0 });
  await Promise.all([1, 2, 3].map(() => chargeFee(vendors, paymentId, 320)));
  await pay(vendors, [vendorPart(shop.id, 10_000)], { paymentId, providerFeeAmount: 320 });
  expect((await providerFees()).get('EUR')).toBe(before + 320);
  // No sale belongs to a payment that came too late; its fee is the marketplace's alone.
  const owed = await balances(shop);
  await chargeFee(vendors, late, 59);
  await chargeFee(vendors, late, 59);
  expect((await providerFees()).get('EUR')).toBe(before + 379);
  expect(await balances(shop)).toEqual(owed);
  await expectBooksToBalance();
});

test('a sale and its refund, from the vendor’s side, line by line', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 10_000, { shippingAmount: 500, taxAmount: 1_995, commissionAmount: 1_000 });
  await pay(vendors, [part], { providerFeeAmount: 212 });
  await refund(vendors, part, { goodsAmount: 5_000, taxAmount: 950, commissionAmount: 500 });
  const { lines } = await statement(shop);
  expect(lines).toEqual([
    {
      kind: 'SALE',
      number: part.number,
      gross: 12_495,
      tax: 1_995,
      commission: 1_000,
      feeTax: 190,
      net: 9_310,
      balance: 9_310,
    },
    {
      kind: 'REFUND',
      number: part.number,
      gross: -5_950,
      tax: -950,
      commission: -500,
      feeTax: -95,
      net: -4_405,
      balance: 4_905,
    },
  ]);
  for (const { gross, tax, commission, feeTax, net } of lines) expect(net).toBe(gross - tax - commission - feeTax);
  expect(await balances(shop)).toEqual([{ amount: 4_905, currency: 'EUR' }]);
  await expectBooksToBalance();
});

test('each currency has books of its own', async () => {
  const shop = await vendors.open();
  await pay(vendors, [vendorPart(shop.id, 1_000)], { currency: 'JPY' });
  await pay(vendors, [vendorPart(shop.id, 2_000)], { currency: 'EUR' });
  expect(await balances(shop)).toEqual([
    { amount: 2_000, currency: 'EUR' },
    { amount: 1_000, currency: 'JPY' },
  ]);
  expect(await statement(shop, { currency: 'JPY' })).toMatchObject({ lines: [{ kind: 'SALE' }], totalCount: 1 });
  expect(await statement(shop, { currency: 'USD' })).toMatchObject({ lines: [], totalCount: 0 });
  const { errors } = await vendors.ask(
    `{ vendor(id: "${shop.id}") { statement(currency: "EURO") { edges { cursor } } } }`,
    {},
    shop.owner,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['currency'] } }]);
});

test('whatever is sold and refunded, at whatever moment and beside whatever else: the books balance', async () => {
  const shops = await Promise.all([vendors.open(), vendors.open(), vendors.open()]);
  const amount = fc.nat({ max: 5_000_000 });
  const sale = fc.record({
    parts: fc.array(
      fc.record({
        shop: fc.nat({ max: 2 }),
        goods: amount,
        shipping: amount,
        tax: amount,
        ppm: fc.nat({ max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    fee: fc.nat({ max: 10_000 }),
    /** When the provider tells its fee, or that the payment came too late to be a sale. */
    feeComes: fc.constantFrom('with the payment', 'later', 'for nothing'),
    currency: fc.constantFrom('EUR', 'USD', 'KWD'),
    /** Refunds of the first part: halves of what is left. */
    refunds: fc.nat({ max: 3 }),
    /** Whether each of them comes back. */
    returned: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    duplicated: fc.boolean(),
  });
  const fees = await providerFees();
  await fc.assert(
    fc.asyncProperty(fc.array(sale, { minLength: 1, maxLength: 6 }), async (sales) => {
      await Promise.all(
        sales.map(async ({ parts, fee, feeComes, currency, refunds, returned, duplicated }) => {
          const sold = parts.map(({ shop, goods, shipping, tax, ppm }) =>
            vendorPart(shops[shop]!.id, goods, {
              shippingAmount: shipping,
              taxAmount: tax,
              commissionAmount: Math.floor((goods * ppm) / 1_000_000),
            }),
          );
          const copies = Array.from({ length: duplicated ? 2 : 1 });
          const [orderId, paymentId] = [newId('ord'), newId('pay')];
          fees.set(currency, (fees.get(currency) ?? 0) + fee);
          if (feeComes !== 'with the payment')
            await Promise.all(copies.map(() => chargeFee(vendors, paymentId, fee, { currency, orderId })));
          if (feeComes === 'for nothing') return;
          const providerFeeAmount = feeComes === 'later' ? 0 : fee;
          const once = { currency, providerFeeAmount, id: newId('evt'), orderId, paymentId };
          await Promise.all(copies.map(() => pay(vendors, sold, once)));
          let left: TestVendorPart = sold[0]!;
          for (let index = 0; index < refunds; index++) {
            const back = {
              goodsAmount: Math.ceil(left.goodsAmount / 2),
              shippingAmount: Math.ceil(left.shippingAmount / 2),
              taxAmount: Math.ceil(left.taxAmount / 2),
              commissionAmount: Math.ceil(left.commissionAmount / 2),
            };
            const refundId = newId('rfd');
            await refund(vendors, left, back, { currency, refundId });
            if (returned[index]) {
              await returnRefund(vendors, left, refundId, { currency });
              continue;
            }
            left = {
              ...left,
              goodsAmount: left.goodsAmount - back.goodsAmount,
              shippingAmount: left.shippingAmount - back.shippingAmount,
              taxAmount: left.taxAmount - back.taxAmount,
              commissionAmount: left.commissionAmount - back.commissionAmount,
            };
          }
        }),
      );
      await expectBooksToBalance();
      for (const [currency, charged] of await providerFees()) expect(charged).toBe(fees.get(currency));
      for (const shop of shops)
        for (const { amount: owed, currency } of await balances(shop))
          expect((await statement(shop, { currency, last: 1 })).lines.at(-1)?.balance).toBe(owed);
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('a refund that came back is taken back by a posting of its own, once, and may be made again', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 10_000, { shippingAmount: 500, taxAmount: 1_995, commissionAmount: 1_000 });
  await pay(vendors, [part]);
  const [first, second, third] = [newId('rfd'), newId('rfd'), newId('rfd')];
  const amounts = { goodsAmount: 3_333, taxAmount: 633, commissionAmount: 333 };
  await refund(vendors, part, amounts, { refundId: first });
  await refund(vendors, part, { goodsAmount: 1_000, commissionAmount: 100 }, { refundId: second });
  await Promise.all([1, 2, 3].map(() => returnRefund(vendors, part, first)));
  const { lines } = await statement(shop);
  expect(lines.map(({ kind }) => kind)).toEqual(['SALE', 'REFUND', 'REFUND', 'REFUND_FAILED']);
  const [sale, gone, other, back] = lines as [Line, Line, Line, Line];
  for (const name of ['gross', 'tax', 'commission', 'feeTax', 'net'] as const) expect(back[name]).toBe(-gone[name]);
  expect(back).toMatchObject({ number: part.number, balance: sale.balance + other.net });

  // As if it had never been: all that was sold can go back, to the last minor unit.
  const rest = { goodsAmount: 9_000, shippingAmount: 500, taxAmount: 1_995, commissionAmount: 900 };
  await expect(refund(vendors, part, { ...rest, goodsAmount: 9_001 })).rejects.toThrow('more would be refunded');
  await refund(vendors, part, rest, { refundId: third });
  expect(await balances(shop)).toEqual([{ amount: 0, currency: 'EUR' }]);
  await expectBooksToBalance();
});

test('a refund that comes back before it is posted waits for its posting', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 1_000, { commissionAmount: 100 });
  await pay(vendors, [part]);
  const refundId = newId('rfd');
  const fact = { id: newId('evt') };
  await expect(returnRefund(vendors, part, refundId, fact)).rejects.toThrow('has not been posted yet');
  await refund(vendors, part, { goodsAmount: 1_000, commissionAmount: 100 }, { refundId });
  await returnRefund(vendors, part, refundId, fact);
  expect((await statement(shop)).lines.map(({ kind, net }) => [kind, net])).toEqual([
    ['SALE', 881],
    ['REFUND', -881],
    ['REFUND_FAILED', 881],
  ]);
  await expectBooksToBalance();
});

test('the same payment or refund announced twice, even under another event, is posted once', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 1_000, { commissionAmount: 100 });
  const [id, refundId] = [newId('evt'), newId('rfd')];
  await Promise.all([1, 2, 3].map(() => pay(vendors, [part], { id })));
  await pay(vendors, [part]);
  const back = { goodsAmount: 400, commissionAmount: 40 };
  await Promise.all([1, 2].map(() => refund(vendors, part, back, { id: newId('evt'), refundId })));
  expect((await statement(shop)).lines.map(({ kind, net }) => [kind, net])).toEqual([
    ['SALE', 881],
    ['REFUND', -352],
  ]);
  await expectBooksToBalance();
});

test('a refund whose sale is not posted yet is refused and comes again: nothing is posted before', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 1_000, { commissionAmount: 100 });
  const fact = { id: newId('evt'), refundId: newId('rfd') };
  const back = { goodsAmount: 1_000, commissionAmount: 100 };
  await expect(refund(vendors, part, back, fact)).rejects.toThrow('has not been posted yet');
  expect(await balances(shop)).toEqual([]);
  await pay(vendors, [part]);
  await refund(vendors, part, back, fact);
  expect(await balances(shop)).toEqual([{ amount: 0, currency: 'EUR' }]);
  await expectBooksToBalance();
});

test('more than was sold is not refunded, also when refunds arrive at once', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 1_000, { commissionAmount: 100 });
  await pay(vendors, [part]);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, () => refund(vendors, part, { goodsAmount: 400, commissionAmount: 40 })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect((await statement(shop)).lines).toHaveLength(3);
  await expectBooksToBalance();
});

test('a balance may become negative, and carries over', async () => {
  const shop = await vendors.open();
  const part = vendorPart(shop.id, 100, { shippingAmount: 900, commissionAmount: 100 });
  await pay(vendors, [part]);
  // The marketplace keeps its commission: the vendor owes it.
  await refund(vendors, part, { goodsAmount: 100, shippingAmount: 900 });
  expect((await statement(shop)).lines.at(-1)?.balance).toBe(-119);
  expect(await balances(shop)).toEqual([{ amount: -119, currency: 'EUR' }]);
});

test('a sale of which the vendor gets nothing stands in its statement too', async () => {
  const shop = await vendors.open();
  await pay(vendors, [vendorPart(shop.id, 0)]);
  expect((await statement(shop)).lines).toMatchObject([{ kind: 'SALE', gross: 0, net: 0, balance: 0 }]);
});

test('pages of a statement go both ways, with the right running balances, while new sales arrive', async () => {
  const shop = await vendors.open();
  for (let index = 1; index <= 7; index++) await pay(vendors, [vendorPart(shop.id, index)]);
  const all = await statement(shop);
  expect(all.lines.map(({ balance }) => balance)).toEqual([1, 3, 6, 10, 15, 21, 28]);
  const first = await statement(shop, { first: 3 });
  expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false, totalCount: 7 });
  await pay(vendors, [vendorPart(shop.id, 8)]);
  const second = await statement(shop, { first: 3, after: first.cursors.at(-1) });
  expect(second).toMatchObject({ lines: all.lines.slice(3, 6), totalCount: 8 });
  const third = await statement(shop, { first: 3, after: second.cursors.at(-1) });
  expect(third.lines.map(({ balance }) => balance)).toEqual([28, 36]);
  expect(third.hasNextPage).toBe(false);
  const back = await statement(shop, { last: 3, before: third.cursors[0] });
  expect(back.lines).toEqual(second.lines);
  expect((await statement(shop, { last: 1 })).lines).toMatchObject([{ balance: 36 }]);
  const document = `query ($id: ID!, $after: String) { vendor(id: $id) { statement(currency: "EUR", after: $after) { edges { cursor } } } }`;
  for (const after of ['nonsense', first.cursors[0]!.slice(0, -1) + '*', Buffer.from('"1"').toString('base64url')]) {
    const { errors } = await vendors.ask(document, { id: shop.id, after }, shop.owner);
    expect(errors).toMatchObject([
      { path: ['vendor', 'statement'], extensions: { code: 'BAD_USER_INPUT', field: ['after'] } },
    ]);
  }
});

test('posting a part costs two statements, a statement’s page one', async () => {
  const shop = await vendors.open();
  const fee = await countStatements(() =>
    pay(vendors, [vendorPart(shop.id, 100), vendorPart(shop.id, 100)], { providerFeeAmount: 1 }),
  );
  // The inbox, and accounts and entries of two parts and the provider's fee.
  expect(fee.statements).toHaveLength(1 + 3 * 2);
  // The vendor, the viewer's memberships, the page, and its whole length, which this document asks for.
  expect((await countStatements(() => statement(shop))).statements).toHaveLength(4);
});

test('a posting that does not sum to zero, or mixes currencies, is refused by the database, also when it comes late', async () => {
  const shop = await vendors.open();
  await pay(vendors, [vendorPart(shop.id, 100, { taxAmount: 5 })]);
  await pay(vendors, [vendorPart(shop.id, 100)]);
  await pay(vendors, [vendorPart(shop.id, 100)], { currency: 'USD' });
  const account = async (currency: string, kind = 'PROVIDER_CLEARING') =>
    (
      await vendors.sql<{ id: string }>('select id from ledger_account where kind = $1 and currency = $2', [
        kind,
        currency,
      ])
    )[0]!.id;
  const [eur, usd] = [await account('EUR'), await account('USD')];
  const before = await vendors.sql('select id, balance, entries from ledger_account order by id');
  const transaction = `with posted as (
    insert into ledger_transaction (id, kind, reference, currency, order_id, occurred_at)
    values (gen_random_uuid(), 'SALE', gen_random_uuid()::text, 'EUR', gen_random_uuid(), now()) returning id
  ) insert into ledger_entry (transaction_id, account_id, amount) select id, account, amount from posted cross join
    unnest($1::uuid[], $2::bigint[]) as e(account, amount)`;
  await expect(vendors.sql(transaction, [[eur], [1]])).rejects.toThrow('does not balance');
  await expect(
    vendors.sql(transaction, [
      [eur, usd],
      [1, -1],
    ]),
  ).rejects.toThrow('other currencies');
  const [known] = await vendors.sql<{ id: string }>(
    "select id from ledger_transaction where currency = 'EUR' order by id desc limit 1",
  );
  const late = 'insert into ledger_entry (transaction_id, account_id, amount) values ($1, $2, 5)';
  const tax = await account('EUR', 'SALES_TAX_PAYABLE');
  await expect(vendors.sql(late, [known!.id, tax])).rejects.toThrow('does not balance');
  expect(await vendors.sql('select id, balance, entries from ledger_account order by id')).toEqual(before);
});

test('the ledger is append-only', async () => {
  for (const table of ['ledger_transaction', 'ledger_entry']) {
    await expect(vendors.sql(`delete from ${table}`)).rejects.toThrow('append-only');
    await expect(vendors.sql(`truncate ${table} cascade`)).rejects.toThrow('append-only');
  }
  await expect(vendors.sql('update ledger_entry set amount = amount + 1')).rejects.toThrow('append-only');
  await expect(vendors.sql('update ledger_transaction set currency = currency')).rejects.toThrow('append-only');
});

interface AccountPage {
  readonly nodes: readonly {
    readonly kind: string;
    readonly vendor: { readonly id: string } | null;
    readonly balance: { readonly amount: number; readonly currency: string };
  }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
  readonly totalCount: number;
}

const ACCOUNTS = `query ($where: LedgerAccountWhere, $first: Int, $after: String, $last: Int, $before: String) {
  ledgerAccounts(where: $where, first: $first, after: $after, last: $last, before: $before) {
    nodes { kind vendor { id } balance { amount currency } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

async function accountPage(args: Record<string, unknown>): Promise<AccountPage> {
  return (await vendors.answer<{ ledgerAccounts: AccountPage }>(ACCOUNTS, args, ADMIN)).ledgerAccounts;
}

async function allAccounts(where?: Record<string, unknown>): Promise<AccountPage['nodes']> {
  const nodes: AccountPage['nodes'][number][] = [];
  let after: string | null = null;
  do {
    const page: AccountPage = await accountPage({ first: 3, after, where });
    nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}

test('pages of accounts go both ways and meet, by currency, the marketplace’s own first; filters and counts agree', async () => {
  const [one, other] = [await vendors.open(), await vendors.open()];
  await pay(vendors, [vendorPart(one.id, 1_000, { commissionAmount: 10 }), vendorPart(other.id, 500)]);
  await pay(vendors, [vendorPart(one.id, 700, { taxAmount: 5 })], { currency: 'JPY' });
  const all = await allAccounts();
  const { totalCount, pageInfo } = await accountPage({ first: 100 });
  expect(all).toHaveLength(totalCount);
  expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  const places = all.map(({ kind, vendor, balance }) => `${balance.currency} ${vendor?.id ?? ''} ${kind}`);
  expect(places).toEqual(places.toSorted());

  const backwards: AccountPage['nodes'][number][] = [];
  let before: string | null = null;
  do {
    const page: AccountPage = await accountPage({ last: 4, before });
    backwards.unshift(...page.nodes);
    before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
  } while (before !== null);
  expect(backwards).toEqual(all);

  for (const [where, holds] of [
    [{ currency: 'JPY' }, ({ balance }) => balance.currency === 'JPY'],
    [{ kinds: ['COMMISSION', 'FEE_TAX'] }, ({ kind }) => ['COMMISSION', 'FEE_TAX'].includes(kind)],
    [{ vendorId: one.id }, ({ vendor }) => vendor?.id === one.id],
    [
      { vendorId: one.id, currency: 'EUR' },
      ({ vendor, balance }) => vendor?.id === one.id && balance.currency === 'EUR',
    ],
    [{ kinds: [] }, () => false],
    [{ vendorId: newId('vnd') }, () => false],
    [{ vendorId: 'nonsense' }, () => false],
  ] satisfies [Record<string, unknown>, (account: AccountPage['nodes'][number]) => boolean][]) {
    const matching = all.filter(holds);
    expect(await allAccounts(where)).toEqual(matching);
    expect((await accountPage({ where, first: 0 })).totalCount).toBe(matching.length);
  }
  for (const [args, field] of [
    [{ after: 'nonsense' }, ['after']],
    [{ before: Buffer.from('["EUR",null,"NOTHING"]').toString('base64url') }, ['before']],
    [{ after: Buffer.from('["EUR","vnd_x","COMMISSION"]').toString('base64url') }, ['after']],
    [{ first: 101 }, ['first']],
    [{ where: { currency: 'XXX' } }, ['where', 'currency']],
  ]) {
    const { errors } = await vendors.ask(ACCOUNTS, args as Record<string, unknown>, ADMIN);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  }
});

test('the marketplace’s accounts are for administrators, and sum to zero per currency', async () => {
  const shop = await vendors.open();
  await pay(vendors, [vendorPart(shop.id, 1_000, { taxAmount: 50, commissionAmount: 100 })], { providerFeeAmount: 20 });
  const document = ACCOUNTS;
  const ledgerAccounts = await allAccounts();
  const sums = new Map<string, number>();
  for (const { balance } of ledgerAccounts)
    sums.set(balance.currency, (sums.get(balance.currency) ?? 0) + balance.amount);
  expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
  expect(ledgerAccounts.find(({ vendor }) => vendor?.id === shop.id)).toMatchObject({
    kind: 'VENDOR_PAYABLE',
    balance: { amount: -881, currency: 'EUR' },
  });
  for (const [caller, code] of [
    [null, 'UNAUTHENTICATED'],
    [shop.owner, 'FORBIDDEN'],
    [newCaller('SUPPORT'), 'FORBIDDEN'],
  ] as const) {
    const { errors } = await vendors.ask(document, {}, caller);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  }
});

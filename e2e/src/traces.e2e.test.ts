import { connect } from '@bazaar/bazaar/demo/people';
import { SignInDocument } from '@bazaar/client/generated/operations';
import { SpanKind } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import type { TestOffer } from './support/goods.ts';
import { fillCart, guest, registerShopper } from './support/shopping.ts';
import { startHttpMarket, type AnyMarket } from './support/start-http-market.ts';
import { startMarket } from './support/start-market.ts';
import { until } from './support/until.ts';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

describe.each([
  ['in one process', () => startMarket()],
  ['over HTTP', startHttpMarket],
])('the trace of a request, subgraphs %s', (_, start) => {
  let market: AnyMarket;
  let offer: TestOffer;

  beforeAll(async () => {
    provider.register();
    market = await start();
    offer = await market.offer(market.vendors[0], { stock: 10, amount: 1_500 });
  });
  afterAll(() => market?.stop());

  /** Asks as part of a trace of its own, and returns that trace's spans once one called `last` has ended. */
  async function trace(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    last: RegExp,
    token?: string,
  ): Promise<{ parentId: string; spans: ReadableSpan[] }> {
    const [traceId, parentId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const { errors } = await ask(market.url, query, variables, token, { traceparent: `00-${traceId}-${parentId}-01` });
    expect(errors).toEqual([]);
    const spans = await until(`a span ${String(last)} has ended`, () => {
      const found = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
      return found.some(({ name }) => last.test(name)) && found;
    });
    return { parentId, spans };
  }

  /** The spans of whole parts around `inner`, from the inside out, and the id of the one around them all, which is not of the marketplace. */
  function wayOut(spans: readonly ReadableSpan[], inner: string): { names: string[]; origin: string | undefined } {
    const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    const names: string[] = [];
    let origin: string | undefined;
    for (let span = spans.find(({ name }) => name === inner); span; span = byId.get(origin ?? '')) {
      if (span.kind !== SpanKind.INTERNAL) names.push(span.name);
      origin = span.parentSpanContext?.spanId;
    }
    return { names, origin };
  }

  it('leads from the client through the gateway and a subgraph to the command that this one sends to another', async () => {
    const cart = await fillCart(guest(market.url), [{ offer, quantity: 1 }]);
    const { parentId, spans } = await trace(
      `mutation Add($id: ID!, $lines: [CartLineInput!]!) {
        cartAddLines(input: { cartId: $id, lines: $lines }) { cart { lines { quantity offer { sku } } } }
      }`,
      { id: cart.id, lines: [{ offerId: offer.id, quantity: 1 }] },
      /^POST \/graphql$/,
    );
    expect(wayOut(spans, 'catalog.quoteOffers')).toEqual({
      names: ['catalog.quoteOffers', expect.stringMatching(/^cart Add__/), 'fetch cart', 'POST /graphql'],
      origin: parentId,
    });
    // So does what the gateway asks next, of another subgraph.
    expect(spans.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^catalog Add__/));
  });

  it('goes on in the subgraph that hears of a fact which the request announced', async () => {
    const { id: vendorId, owner } = market.vendors[0];
    const { userId } = await registerShopper(market.url);
    const { userSignIn } = await connect(market.url, null).request(SignInDocument, {
      input: { email: owner.email, password: owner.password },
    });
    const { parentId, spans } = await trace(
      `mutation Staff($input: VendorMemberAddInput!) { vendorMemberAdd(input: $input) { vendor { id } } }`,
      { input: { vendorId, userId, role: 'FULFILMENT' } },
      /^users hears/,
      userSignIn?.tokens?.accessToken,
    );
    expect(wayOut(spans, 'users hears vendor.member_added')).toEqual({
      names: [
        'users hears vendor.member_added',
        expect.stringMatching(/^vendors Staff__/),
        'fetch vendors',
        'POST /graphql',
      ],
      origin: parentId,
    });
  });
});

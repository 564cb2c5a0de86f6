import type { CheckoutFieldsFragment } from '@bazaar/client/generated/operations';

export interface Confirmed {
  readonly status: number;
  /** The intent, or the error's. */
  readonly intent: { readonly id: string; readonly status: string };
  /** Why the card was declined. */
  readonly declineCode: string | null;
}

/**
 * Confirms a payment as the provider's library does in a buyer's browser: with the publishable key and the client secret, and nothing else.
 */
export async function confirmInBrowser(
  stripeUrl: string,
  { clientSecret, publishableKey }: Pick<CheckoutFieldsFragment, 'clientSecret' | 'publishableKey'>,
  paymentMethod: string,
): Promise<Confirmed> {
  if (!clientSecret) throw new Error('There is nothing to confirm.');
  const [intentId] = clientSecret.split('_secret_');
  const response = await fetch(`${stripeUrl}/v1/payment_intents/${intentId}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${publishableKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      payment_method: paymentMethod,
      client_secret: clientSecret,
      return_url: 'https://shop.example.com/thanks',
    }),
  });
  // Stripe's own shapes.
  const body = (await response.json()) as Confirmed['intent'] & {
    error?: { decline_code?: string; payment_intent: Confirmed['intent'] };
  };
  return {
    status: response.status,
    intent: body.error?.payment_intent ?? body,
    declineCode: body.error?.decline_code ?? null,
  };
}

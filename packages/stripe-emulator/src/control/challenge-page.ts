import type { PaymentIntent } from '../objects.ts';

/** The page on which the customer answers a challenge. */
export function challengePage(intent: PaymentIntent): string {
  if (intent.status !== 'requires_action')
    return page('Nothing to confirm', `<p>This payment is <b>${escape(intent.status)}</b>.</p>`);
  return page(
    '3-D Secure (emulated)',
    `<p>Confirm the payment of <b>${intent.amount} ${escape(intent.currency.toUpperCase())}</b> (in the currency's smallest unit)?</p>
    <form method="post"><button name="outcome" value="passed">Complete</button> <button name="outcome" value="failed">Fail</button></form>`,
  );
}

/** Where the customer goes after the challenge, in Stripe's form. */
export function returnAddress(returnUrl: string, intent: PaymentIntent, passed: boolean): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  url.searchParams.set('redirect_status', passed ? 'succeeded' : 'failed');
  return url.href;
}

/** A small page without scripts. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:16px system-ui;margin:4rem auto;max-width:32rem}button{font:inherit;padding:.5rem 1rem}</style></head>
<body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

import type { PaymentIntent } from '../objects.ts';
import type { CardBehaviour } from '../payment-methods/test-cards.ts';

export interface Confirmation {
  readonly behaviour: CardBehaviour | null;
  /** The customer is not there to answer a challenge. */
  readonly offSession: boolean;
  readonly errorOnRequiresAction: boolean;
  readonly returnUrl: string | null;
  /** Stripe.js or a mobile library shows the challenge; no redirect is needed. */
  readonly inClientLibrary: boolean;
}

export type ConfirmationOutcome =
  | { readonly kind: 'unexpectedState' }
  | { readonly kind: 'noPaymentMethod' }
  | { readonly kind: 'noReturnUrl' }
  | { readonly kind: 'manualCaptureUnsupported' }
  /** The customer must pass a challenge first. */
  | { readonly kind: 'challenge' }
  /** A challenge is needed, but the request said that nobody can answer it. */
  | { readonly kind: 'authenticationRequired' }
  /** The charge may be tried. */
  | { readonly kind: 'attempt' };

const CONFIRMABLE: readonly PaymentIntent['status'][] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/** Decides what confirming `intent` leads to. */
export function decideConfirmation(intent: PaymentIntent, confirmation: Confirmation): ConfirmationOutcome {
  const { behaviour } = confirmation;
  if (!CONFIRMABLE.includes(intent.status)) return { kind: 'unexpectedState' };
  if (!behaviour) return { kind: 'noPaymentMethod' };
  const mayRedirect = intent.automatic_payment_methods?.allow_redirects === 'always';
  if (mayRedirect && !confirmation.returnUrl && !confirmation.inClientLibrary) return { kind: 'noReturnUrl' };
  if (behaviour.processing && intent.capture_method === 'manual') return { kind: 'manualCaptureUnsupported' };
  if (behaviour.challenge === 'never') return { kind: 'attempt' };
  if (confirmation.offSession || confirmation.errorOnRequiresAction) return { kind: 'authenticationRequired' };
  return { kind: 'challenge' };
}

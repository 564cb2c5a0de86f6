import type { Account, Charge, Transfer } from '../objects.ts';
import { takesTransfers } from '../accounts/account.ts';

export interface TransferCommand {
  readonly amount: number;
  readonly currency: string;
  readonly destination: Account;
  /** The charge that the money comes from, and what has been transferred out of it and not come back. */
  readonly source: { readonly charge: Charge; readonly transferred: number } | null;
}

export type TransferOutcome =
  | { readonly kind: 'noCapability' }
  | { readonly kind: 'sourceNotPaid' }
  | { readonly kind: 'sourceInOtherCurrency'; readonly currency: string }
  | { readonly kind: 'moreThanSource'; readonly left: number }
  /** With a source charge the money may still be pending; otherwise it must be available. */
  | { readonly kind: 'transferable'; readonly needsAvailable: boolean };

/** Decides whether money may go to a connected account. */
export function decideTransfer({ amount, currency, destination, source }: TransferCommand): TransferOutcome {
  if (!takesTransfers(destination)) return { kind: 'noCapability' };
  if (!source) return { kind: 'transferable', needsAvailable: true };
  const { charge, transferred } = source;
  if (!charge.captured || charge.status !== 'succeeded') return { kind: 'sourceNotPaid' };
  if (charge.currency !== currency) return { kind: 'sourceInOtherCurrency', currency: charge.currency };
  const left = charge.amount_captured - transferred;
  return amount > left ? { kind: 'moreThanSource', left } : { kind: 'transferable', needsAvailable: false };
}

export type ReversalOutcome =
  | { readonly kind: 'alreadyReversed' }
  | { readonly kind: 'tooMuch'; readonly left: number }
  | { readonly kind: 'reversible'; readonly amount: number };

/** Decides how much of a transfer comes back; without an amount, all that is left. */
export function decideReversal(transfer: Transfer, amount: number | undefined): ReversalOutcome {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) return { kind: 'alreadyReversed' };
  if (amount !== undefined && amount > left) return { kind: 'tooMuch', left };
  return { kind: 'reversible', amount: amount ?? left };
}

import type { Step } from '../http/call.ts';
import { announce } from '../events/announce.ts';
import type { Charge, PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';
import { captureCharge, fail, save, saveCharge } from './attempt-charge.ts';
import { declineError } from './intent-faults.ts';
import { afterCapture } from './transitions.ts';

/** The bank answers a payment that is `processing`. Null when the intent is in another state. */
export function settleProcessing(step: Step, row: IntentRow, succeeded: boolean): PaymentIntent | null {
  const charge = row.object.latest_charge ? step.tx.find('charges', row.object.latest_charge)?.object : undefined;
  const method = row.object.payment_method ? step.tx.find('payment_methods', row.object.payment_method) : undefined;
  if (row.object.status !== 'processing' || !charge || !method) return null;
  if (succeeded) {
    const captured = captureCharge(step, charge, charge.amount, method);
    announce(step, 'charge.succeeded', captured);
    return save(step, row, afterCapture(row.object, charge.id, charge.amount), 'succeeded');
  }
  const decline = {
    code: 'payment_method_bank_account_insufficient_funds',
    message: 'The bank account has insufficient funds.',
  };
  const failed: Charge = { ...charge, status: 'failed', failure_code: decline.code, failure_message: decline.message };
  saveCharge(step, failed);
  announce(step, 'charge.failed', failed);
  return fail(step, row, declineError(decline, method.object, charge.id), charge.id).intent;
}

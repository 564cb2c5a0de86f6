import { announce } from '../events/announce.ts';
import type { Route } from '../http/call.ts';
import { boolean, currency, integer, metadata, oneOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { invalidRequest } from '../http/stripe-fault.ts';
import { randomText } from '../ids.ts';
import type { Charge, PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';
import { requireChargeable } from './amounts.ts';
import {
  applyParameters,
  AUTOMATIC_METHODS,
  CONFIRMATION_PARAMETERS,
  DESCRIBING_PARAMETERS,
  INTENT_PARAMETERS,
} from './apply-parameters.ts';
import { captureCharge, save, saveCharge } from './attempt-charge.ts';
import { confirmIntent } from './confirm-intent.ts';
import { CANCELABLE, decideCancellation } from './decide-cancellation.ts';
import { decideCapture } from './decide-capture.ts';
import { getIntent, getIntentOfCall, shownTo } from './find-intent.ts';
import { wrongStatus } from './intent-faults.ts';
import { newIntent } from './payment-intent.ts';
import { afterCancellation, afterCapture } from './transitions.ts';
import { updateIntent } from './update-intent.ts';

const PATH = '/v1/payment_intents';

export const PAYMENT_INTENT_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      ...INTENT_PARAMETERS,
      ...DESCRIBING_PARAMETERS,
      ...CONFIRMATION_PARAMETERS,
      amount: integer(1),
      currency,
      automatic_payment_methods: AUTOMATIC_METHODS,
      confirm: boolean.optional(),
      confirmation_method: oneOf('automatic').optional(),
    },
    (call, { automatic_payment_methods: automatic, confirm, ...given }) => {
      requireChargeable(given.amount, given.currency);
      const listed = given.payment_method_types ?? given.allowed_payment_method_types;
      if (automatic?.enabled && listed)
        throw invalidRequest(
          'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
        );
      if (!confirm && given.return_url !== undefined)
        throw invalidRequest(
          'The parameter `return_url` cannot be passed when creating a PaymentIntent unless confirm is set to true.',
          {
            param: 'return_url',
          },
        );
      const id = call.newId('pi');
      const blank = newIntent({
        id,
        secret: randomText(25),
        now: call.now,
        amount: given.amount,
        currency: given.currency,
        captureMethod: given.capture_method === 'manual' ? 'manual' : 'automatic',
        // Stripe offers the dashboard's methods unless the request lists its own.
        automaticMethods:
          listed || automatic?.enabled === false
            ? null
            : { enabled: true, allow_redirects: automatic?.allow_redirects ?? 'always' },
        methodTypes: ['card', 'us_bank_account'],
      });
      const described = applyParameters(call, blank, given);
      const intent: PaymentIntent = {
        ...described,
        status: described.payment_method ? 'requires_confirmation' : 'requires_payment_method',
      };
      const row: IntentRow = { id, owner: call.owner, object: intent, returnUrl: null, inClientLibrary: false };
      save(call, row, intent, 'created');
      return confirm ? confirmIntent(call, row, given) : intent;
    },
  ),

  route('GET', PATH, { ...PAGE_BY_TIME, customer: text().optional() }, (call, { customer, ...page }) => {
    const rows = call.tx.list('payment_intents');
    const wanted = customer === undefined ? rows : rows.filter((row) => row.object.customer === customer);
    return pageOf(wanted, call.owner, PATH, page);
  }),

  route(
    'GET',
    `${PATH}/:intent`,
    { client_secret: text().optional() },
    (call, { client_secret }) => shownTo(call.key, getIntentOfCall(call, client_secret).object),
    { publishable: true },
  ),

  route(
    'POST',
    `${PATH}/:intent`,
    { ...INTENT_PARAMETERS, ...DESCRIBING_PARAMETERS, amount: integer(1).optional(), currency: currency.optional() },
    (call, given) => {
      const row = getIntent(call, call.path['intent'] ?? '');
      requireChargeable(given.amount ?? row.object.amount, given.currency ?? row.object.currency);
      return updateIntent(call, row, given);
    },
  ),

  route(
    'POST',
    `${PATH}/:intent/confirm`,
    { ...INTENT_PARAMETERS, ...CONFIRMATION_PARAMETERS, client_secret: text().optional() },
    (call, { client_secret, return_url, off_session, error_on_requires_action, use_stripe_sdk, ...changes }) => {
      const row = getIntentOfCall(call, client_secret);
      const confirmation = { return_url, off_session, error_on_requires_action, use_stripe_sdk };
      const changed = Object.values(changes).some((value) => value !== undefined)
        ? { ...row, object: updateIntent(call, row, changes) }
        : row;
      const result = confirmIntent(call, changed, confirmation);
      return 'object' in result ? shownTo(call.key, result) : result;
    },
    { publishable: true },
  ),

  route(
    'POST',
    `${PATH}/:intent/capture`,
    {
      amount_to_capture: integer(1).optional(),
      final_capture: boolean.optional(),
      metadata: metadata.optional(),
      statement_descriptor_suffix: text(22).optional(),
    },
    (call, given) => {
      const row = getIntent(call, call.path['intent'] ?? '');
      if (given.final_capture === false)
        throw invalidRequest('This PaymentIntent does not support multicapture.', { param: 'final_capture' });
      const outcome = decideCapture(row.object, given.amount_to_capture);
      switch (outcome.kind) {
        case 'unexpectedState':
          throw wrongStatus(row.object, 'captured', ['requires_capture']);
        case 'tooMuch':
          throw invalidRequest(
            `The remaining amount_capturable for this PaymentIntent is ${outcome.capturable}, which is smaller than the requested amount_to_capture of ${given.amount_to_capture ?? 0}.`,
            { code: 'amount_too_large', param: 'amount_to_capture' },
          );
        case 'captured': {
          const charge = getCharge(call.tx.find('charges', row.object.latest_charge ?? '')?.object);
          const method = call.tx.find('payment_methods', row.object.payment_method ?? '');
          announce(call, 'charge.captured', captureCharge(call, charge, outcome.amount, method));
          const described = {
            ...row.object,
            metadata: changeMetadata(row.object.metadata, given.metadata),
            statement_descriptor_suffix: given.statement_descriptor_suffix ?? row.object.statement_descriptor_suffix,
          };
          return save(call, row, afterCapture(described, charge.id, outcome.amount), 'succeeded');
        }
      }
    },
  ),

  route(
    'POST',
    `${PATH}/:intent/cancel`,
    { cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer').optional() },
    (call, { cancellation_reason: reason }) => {
      const row = getIntent(call, call.path['intent'] ?? '');
      const outcome = decideCancellation(row.object);
      if (outcome.kind === 'unexpectedState') throw wrongStatus(row.object, 'canceled', CANCELABLE);
      if (outcome.release > 0) {
        const charge = getCharge(call.tx.find('charges', row.object.latest_charge ?? '')?.object);
        const released: Charge = { ...charge, amount_refunded: charge.amount, refunded: true };
        saveCharge(call, released);
        announce(call, 'charge.refunded', released);
      }
      return save(call, row, afterCancellation(row.object, reason ?? null, call.now), 'canceled');
    },
  ),
];

function getCharge(charge: Charge | undefined): Charge {
  if (!charge) throw new Error('an authorised intent has a charge');
  return charge;
}

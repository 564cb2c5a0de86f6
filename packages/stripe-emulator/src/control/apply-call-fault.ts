import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { invalidRequest, StripeFault } from '../http/stripe-fault.ts';
import type { CallFault } from './call-faults.ts';

/** The connection is to be cut without an answer. */
export class NoAnswer extends Error {}

/**
 * Does what a fault orders before the call takes effect, and returns the refusal that takes the effect's place, if it orders one.
 * @throws NoAnswer, or StripeFault 429 or 500: the call has no effect
 */
export async function beforeEffect(fault: CallFault | undefined, socket: Socket): Promise<StripeFault | undefined> {
  switch (fault?.kind) {
    case 'error500':
      throw serverError();
    case 'error429':
      throw new StripeFault(
        429,
        {
          type: 'invalid_request_error',
          code: 'rate_limit',
          message:
            'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
        },
        { began: false },
      );
    case 'refuse':
      return invalidRequest('This call was refused (ordered through the emulator).');
    case 'timeout':
      await new Promise((resolve) => socket.once('close', resolve));
      throw new NoAnswer();
    case 'cut':
      throw new NoAnswer();
    case 'delay':
      await sleep(fault.delayMs ?? 0);
      return undefined;
    case 'loseAnswer':
    case 'error500AfterEffect':
    case 'delayAnswer':
    case undefined:
      return undefined;
  }
}

/**
 * Does what a fault orders once the call has taken effect and is kept.
 * @throws NoAnswer, or StripeFault 500
 */
export async function afterEffect(fault: CallFault | undefined): Promise<void> {
  if (fault?.kind === 'loseAnswer') throw new NoAnswer();
  if (fault?.kind === 'error500AfterEffect') throw serverError();
  if (fault?.kind === 'delayAnswer') await sleep(fault.delayMs ?? 0);
}

function serverError(): StripeFault {
  return new StripeFault(
    500,
    { type: 'api_error', message: 'An unknown error occurred (ordered through the emulator).' },
    { began: false },
  );
}

import type { Emulator } from '../emulator.ts';
import type { ErrorBody } from '../objects.ts';
import { shownTo } from '../payment-intents/find-intent.ts';
import type { Caller } from './authenticate.ts';
import { Reply, type Route, type Step } from './call.ts';
import { decideIdempotency, keyedRequest, keyInUse, type KeyedRequest } from './idempotency.ts';
import type { Match } from './router.ts';
import { StripeFault } from './stripe-fault.ts';

/** What goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request that may be made, with its form decoded. */
export interface Request {
  readonly id: string;
  readonly caller: Caller;
  /** The account it is made for. */
  readonly account: string;
  readonly match: Match;
  readonly form: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | undefined;
}

/**
 * Returns what performs requests: in one transaction the effect and, under an idempotency key, the answer. An answer is
 * returned when both are kept. `before` runs while the key is in use and before anything happens; a refusal that it returns takes the place of the effect.
 */
export function createPerformer(emulator: Emulator) {
  const inFlight = new Set<string>();

  return async function perform(request: Request, before: () => Promise<StripeFault | undefined>): Promise<Answer> {
    const { match, caller, form } = request;
    const work = match.route.prepare(form);
    const endpoint = fill(match);
    const keyed = request.idempotencyKey
      ? keyedRequest(request.idempotencyKey, { apiKey: caller.apiKey, account: request.account }, endpoint, form)
      : null;
    if (!keyed) {
      return run(request, work, null, await before());
    }
    if (inFlight.has(keyed.id)) throw keyInUse(keyed.key);
    inFlight.add(keyed.id);
    try {
      return await run(request, work, keyed, await before());
    } finally {
      inFlight.delete(keyed.id);
    }
  };

  async function run(
    request: Request,
    work: ReturnType<Route['prepare']>,
    keyed: KeyedRequest | null,
    refusal: StripeFault | undefined,
  ): Promise<Answer> {
    const nowMs = emulator.nowMs();
    const cause = { account: request.account, requestId: request.id, idempotencyKey: keyed?.key };
    const kept = keyed ? emulator.perform(cause, ({ tx }) => tx.find('idempotency', keyed.id)) : undefined;
    if (keyed) {
      const outcome = decideIdempotency(keyed, kept, nowMs);
      if (outcome.kind === 'refused')
        throw new StripeFault(400, { type: 'idempotency_error', message: outcome.message }, { began: false });
      if (outcome.kind === 'replay')
        return {
          status: outcome.row.status,
          body: outcome.row.body,
          headers: { 'idempotent-replayed': 'true', 'original-request': outcome.row.requestId },
        };
    }
    const keep = (step: Step, reply: Reply): Answer => {
      const answer = { status: reply.status, body: JSON.stringify(reply.body, null, 2), headers: {} };
      if (keyed) {
        const { id, endpoint, paramsHash } = keyed;
        if (kept) step.tx.delete('idempotency', id); // expired: the new one takes the youngest place
        step.tx.put('idempotency', {
          id,
          endpoint,
          paramsHash,
          createdMs: nowMs,
          requestId: request.id,
          ...withoutHeaders(answer),
        });
        forgetOldestKeys(step);
      }
      return answer;
    };
    let answer: Answer;
    try {
      if (refusal) throw refusal;
      answer = emulator.perform(cause, (step) =>
        keep(step, work({ ...step, path: request.match.path, key: request.caller.kind })),
      );
    } catch (error) {
      // The work is undone; that it was refused is kept under its key, as Stripe does once a request has begun.
      if (!(error instanceof StripeFault) || !error.began) throw error;
      const body = { error: redact(error.body, request.caller) };
      answer = emulator.perform(cause, (step) => keep(step, new Reply(error.status, body)));
    }
    await emulator.durable();
    return answer;
  }
}

/** Keeps memory bounded under load: beyond the limit the oldest key is forgotten before its 24 hours are over. */
function forgetOldestKeys({ tx, settings }: Step): void {
  while (tx.count('idempotency') > settings.keepKeys) {
    const oldest = tx.oldest('idempotency');
    if (!oldest) return;
    tx.delete('idempotency', oldest.id);
  }
}

/** The concrete path of a matched route. */
function fill({ route, path }: Match): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => path[name] ?? '');
}

function withoutHeaders({ status, body }: Answer): { status: number; body: string } {
  return { status, body };
}

function redact(body: ErrorBody, caller: Caller): object {
  return body.payment_intent ? { ...body, payment_intent: shownTo(caller.kind, body.payment_intent) } : body;
}

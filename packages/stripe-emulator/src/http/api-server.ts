import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@bazaar/runtime/log';
import { afterEffect, beforeEffect, NoAnswer } from '../control/apply-call-fault.ts';
import type { CallFaults } from '../control/call-faults.ts';
import type { Emulator } from '../emulator.ts';
import { newId } from '../ids.ts';
import type { ErrorBody } from '../objects.ts';
import { authenticate } from './authenticate.ts';
import type { Route } from './call.ts';
import { decodeForm } from './form.ts';
import { createPerformer, type Answer, type Request } from './perform-request.ts';
import { readBody } from './read-body.ts';
import { createRouter } from './router.ts';
import { StripeFault } from './stripe-fault.ts';

export interface ApiDependencies {
  readonly emulator: Emulator;
  readonly routes: readonly Route[];
  readonly faults: CallFaults;
  readonly log: Logger;
}

/** Answers requests under `/v1`. */
export function createApi({ emulator, routes, faults, log }: ApiDependencies) {
  const findRoute = createRouter(routes);
  const perform = createPerformer(emulator);

  return async function handle(message: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (message.method === 'OPTIONS') {
      answerPreflight(response);
      return;
    }
    const requestId = newId('req').slice(0, 18);
    const fault = faults.take(message.method ?? 'GET', url.pathname);
    let answer: Answer;
    try {
      const body = await readBody(message);
      answer = await perform(readRequest(requestId, message, url, body), () => beforeEffect(fault, message.socket));
      await afterEffect(fault);
    } catch (error) {
      if (error instanceof NoAnswer) {
        message.socket.destroy();
        return;
      }
      answer = toAnswer(error, log, requestId);
    }
    send(response, message, requestId, answer);
  };

  function readRequest(id: string, message: IncomingMessage, url: URL, body: string): Request {
    const caller = authenticate(message.headers);
    const method = message.method ?? 'GET';
    const match = findRoute(method, url.pathname);
    if (!match)
      throw new StripeFault(
        404,
        { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${url.pathname}).` },
        { began: false },
      );
    if (caller.kind === 'publishable' && !match.route.publishable) throw secretKeyRequired();
    const type = message.headers['content-type'] ?? '';
    if (body && !type.startsWith('application/x-www-form-urlencoded'))
      throw new StripeFault(
        400,
        {
          type: 'invalid_request_error',
          message: `Invalid request: the content type ${type || '(none)'} is not a form`,
        },
        { began: false },
      );
    const query = decodeForm(url.search.slice(1));
    const form = { ...query, ...(body && decodeForm(body)) };
    return {
      id,
      caller,
      account: accountOf(headerOf(message, 'stripe-account')),
      match,
      form,
      idempotencyKey: method === 'POST' ? headerOf(message, 'idempotency-key') : undefined,
    };
  }

  /** The connected account that the request is made for. */
  function accountOf(header: string | undefined): string {
    if (header === undefined || header === emulator.platform) return emulator.platform;
    if (emulator.perform({}, ({ tx }) => tx.find('accounts', header))) return header;
    throw new StripeFault(
      403,
      {
        type: 'invalid_request_error',
        code: 'account_invalid',
        message: `The provided key does not have access to account '${header}' (or that account does not exist). Application access may have been revoked.`,
      },
      { began: false },
    );
  }
}

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

function secretKeyRequired(): StripeFault {
  return new StripeFault(
    401,
    {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message: 'This API call cannot be made with a publishable API key. Please use a secret API key.',
    },
    { began: false },
  );
}

function toAnswer(error: unknown, log: Logger, requestId: string): Answer {
  if (error instanceof StripeFault)
    return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2), headers: error.headers };
  log.error({ err: error, requestId }, 'a request broke the emulator');
  const body: ErrorBody = { type: 'api_error', message: 'The emulator has a bug; its log tells more.' };
  return { status: 500, body: JSON.stringify({ error: body }, null, 2), headers: { 'stripe-should-retry': 'false' } };
}

function send(response: ServerResponse, message: IncomingMessage, requestId: string, answer: Answer): void {
  const echo = (name: string): Record<string, string> => {
    const value = headerOf(message, name);
    return value === undefined ? {} : { [name]: value };
  };
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-cache, no-store',
    ...(answer.status === 413 && { connection: 'close' }),
    'request-id': requestId,
    'access-control-allow-origin': '*',
    ...echo('stripe-version'),
    ...echo('idempotency-key'),
    ...echo('stripe-account'),
    ...answer.headers,
  });
  response.end(answer.body);
}

/** Browsers ask before they send a publishable key from another origin. */
function answerPreflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-account, stripe-version',
      'access-control-max-age': '300',
    })
    .end();
}

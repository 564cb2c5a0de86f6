import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@bazaar/runtime/log';
import { ZodError } from 'zod';
import { completeOnboarding } from '../accounts/complete-onboarding.ts';
import { readBody } from '../http/read-body.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { getIntent } from '../payment-intents/find-intent.ts';
import { finishChallenge } from '../payment-intents/finish-challenge.ts';
import { challengePage, page, returnAddress } from './challenge-page.ts';
import type { ControlDependencies } from './command.ts';
import { isCommand, runCommand } from './control.ts';

/** Answers requests under `/_emulator`: commands, and the pages that Stripe would show to people. */
export function createControlServer(dependencies: ControlDependencies, log: Logger) {
  const { emulator } = dependencies;

  return async function handle(message: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [name = '', id = ''] = url.pathname.split('/').slice(2);
    try {
      if (name === 'health') return sendJson(response, 200, { status: 'ok' });
      if (name === 'challenges') return await challenge(message, response, url, id);
      if (name === 'onboarding') return await onboard(message, response, url, id);
      if (!isCommand(name)) return sendJson(response, 404, { error: { message: `There is no command ${name}` } });
      if (message.method !== 'POST')
        return sendJson(response, 405, { error: { message: 'Commands are POST requests' } });
      const body = await readBody(message);
      sendJson(response, 200, await runCommand(dependencies, name, body === '' ? {} : JSON.parse(body)));
    } catch (error) {
      if (error instanceof StripeFault) return sendJson(response, error.status, { error: error.body });
      if (error instanceof ZodError || error instanceof SyntaxError)
        return sendJson(response, 400, { error: { message: error.message } });
      log.error({ err: error, command: name }, 'a control command broke');
      sendJson(response, 500, { error: { message: 'The emulator has a bug; its log tells more.' } });
    }
  };

  /** GET shows the challenge, POST answers it and sends the customer on. The client secret's tail is the ticket. */
  async function challenge(message: IncomingMessage, response: ServerResponse, url: URL, id: string): Promise<void> {
    const row = emulator.perform({}, ({ tx }) => tx.find('payment_intents', id));
    if (!row || row.object.client_secret !== `${id}_secret_${url.searchParams.get('secret') ?? ''}`)
      return sendPage(response, 404, page('Not found', '<p>There is no such challenge.</p>'));
    if (message.method !== 'POST') return sendPage(response, 200, challengePage(row.object));
    const passed = new URLSearchParams(await readBody(message)).get('outcome') === 'passed';
    const outcome = emulator.perform({ account: row.owner }, (step) =>
      finishChallenge(step, getIntent(step, id), passed),
    );
    await emulator.durable();
    if (row.returnUrl && outcome.kind !== 'notAwaited')
      return redirect(response, returnAddress(row.returnUrl, outcome.intent, outcome.kind === 'passed'));
    sendPage(response, 200, page('Thank you', '<p>You may close this page.</p>'));
  }

  /** The end of an account link: visiting it completes the onboarding, as if every form had been filled in. */
  async function onboard(message: IncomingMessage, response: ServerResponse, url: URL, id: string): Promise<void> {
    const row = emulator.perform({}, ({ tx }) => tx.find('accounts', id));
    if (!row) return sendPage(response, 404, page('Not found', '<p>There is no such account.</p>'));
    if (message.method !== 'POST')
      return sendPage(
        response,
        200,
        page('Onboarding (emulated)', '<form method="post"><button>Complete the onboarding</button></form>'),
      );
    emulator.perform({}, (step) => {
      const current = step.tx.find('accounts', id);
      if (current) completeOnboarding(step, current.object);
    });
    await emulator.durable();
    const returnUrl = url.searchParams.get('return_url');
    if (returnUrl) return redirect(response, returnUrl);
    sendPage(response, 200, page('Thank you', '<p>The account is complete.</p>'));
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    .end(html);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

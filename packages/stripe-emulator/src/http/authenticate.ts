import type { IncomingHttpHeaders } from 'node:http';
import { StripeFault } from './stripe-fault.ts';

export interface Caller {
  readonly apiKey: string;
  readonly kind: 'secret' | 'publishable';
}

/**
 * Reads the API key from `Authorization: Bearer …` or `Basic` (the key is the user name). Every test key is accepted: they all
 * belong to the one emulated platform. Live keys are refused, so that a slip in the configuration is seen at once.
 * @throws StripeFault 401
 */
export function authenticate(headers: IncomingHttpHeaders): Caller {
  const apiKey = readKey(headers.authorization ?? '');
  if (!apiKey)
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (/^(sk|rk)_test_\w+$/.test(apiKey)) return { apiKey, kind: 'secret' };
  if (/^pk_test_\w+$/.test(apiKey)) return { apiKey, kind: 'publishable' };
  throw unauthorized(`Invalid API Key provided: ${mask(apiKey)}`);
}

function readKey(authorization: string): string | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0];
  return undefined;
}

function mask(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}

function unauthorized(message: string): StripeFault {
  return new StripeFault(401, { type: 'invalid_request_error', message }, { began: false });
}

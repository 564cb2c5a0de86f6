import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/**
 * Origins whose pages may read answers: a list, in which `loopback` stands for every page that this machine serves to itself, or `'*'` for all (the API itself
 * uses no cookies, so that is safe but rarely wanted).
 */
export type AllowedOrigins = '*' | readonly string[];

/** Where nothing is said: nobody in production, and elsewhere the development servers of this machine, whatever their ports. */
export function defaultOrigins(production: boolean): AllowedOrigins {
  return production ? [] : [LOOPBACK];
}

const LOOPBACK = 'loopback';
const LOOPBACK_HOST = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const ALLOWED_HEADERS =
  'content-type, authorization, x-api-key, x-request-id, if-none-match, traceparent, tracestate, apollo-require-preflight, x-apollo-operation-name, apollographql-client-name, apollographql-client-version';

/**
 * Tells browsers whether the page may read the answer, and with `credentials` whether it may although the browser has sent cookies along: never to pages
 * of all origins, whatever is asked for.
 */
export function corsHeaders(
  { origin }: IncomingHttpHeaders,
  allowed: AllowedOrigins,
  credentials: boolean,
): Readonly<Record<string, string>> {
  const varies = allowed === '*' ? NOTHING : VARIES;
  if (!origin || !isAllowedOrigin(origin, allowed)) return varies;
  return {
    ...varies,
    'access-control-allow-origin': allowed === '*' ? '*' : origin,
    ...(credentials && allowed !== '*' && { 'access-control-allow-credentials': 'true' }),
    'access-control-expose-headers': 'x-request-id, etag, retry-after',
  };
}

const NOTHING = {};
const VARIES = { vary: 'Origin' };

/**
 * Answers preflight requests; `corsHeaders` decide their outcome.
 * @param more headers that pages may send beside those that every gateway reads.
 */
export function createPreflight(more: readonly string[]): (response: ServerResponse) => void {
  const headers = {
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': [ALLOWED_HEADERS, ...more].join(', '),
    'access-control-max-age': '600',
  };
  return (response) => void response.writeHead(204, headers).end();
}

export function isAllowedOrigin(origin: string, allowed: AllowedOrigins): boolean {
  return allowed === '*' || allowed.includes(origin) || (allowed.includes(LOOPBACK) && isOfThisMachine(origin));
}

function isOfThisMachine(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK_HOST.test(new URL(origin).hostname);
}

/**
 * Whether what a request for a WebSocket carries may stand for its user: cookies of a page that only may read answers are not its to use. For other requests
 * browsers see to that themselves, by {@link corsHeaders}.
 */
export function mayCarryCookies({ headers }: IncomingMessage, allowed: AllowedOrigins, credentials: boolean): boolean {
  const { origin } = headers;
  if (!origin || isOwnPage(headers)) return true;
  return credentials && allowed !== '*' && isAllowedOrigin(origin, allowed);
}

function isOwnPage({ origin = '', host }: IncomingHttpHeaders): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Whether a WebSocket may be opened: by programs (they send no `Origin`), by the gateway's own pages, and by allowed ones. */
export function mayOpenSocket(request: IncomingMessage, allowed: AllowedOrigins): boolean {
  const { origin } = request.headers;
  return !origin || isAllowedOrigin(origin, allowed) || isOwnPage(request.headers);
}

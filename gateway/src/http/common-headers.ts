import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { corsHeaders, type AllowedOrigins } from './cors.ts';
import { securityHeaders } from './security-headers.ts';

/** What every answer carries, whatever it says. */
export type CommonHeaders = Readonly<Record<string, string>>;

/** Answers that are written whole give all their headers at once: each header that is set on its own costs as much as ten that are not. */
export function createCommonHeaders(
  production: boolean,
  allowedOrigins: AllowedOrigins,
  allowCredentials: boolean,
): (request: { readonly headers: IncomingHttpHeaders; readonly requestId: string }) => CommonHeaders {
  const security = securityHeaders(production);
  const ofNoPage = { ...security, ...corsHeaders({}, allowedOrigins, allowCredentials) };
  return ({ headers, requestId }) =>
    headers.origin === undefined
      ? { 'x-request-id': requestId, ...ofNoPage }
      : { 'x-request-id': requestId, ...security, ...corsHeaders(headers, allowedOrigins, allowCredentials) };
}

/** For answers that others write. */
export function setHeaders(response: ServerResponse, headers: CommonHeaders): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

import type { ServerResponse } from 'node:http';

/** For answers that are data: no browser may run, frame or guess anything in them. */
const HEADERS = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
});

/** Sets the headers every answer carries; `production` adds HSTS, which would pin developers' machines to https. */
export function applySecurityHeaders(response: ServerResponse, production: boolean): void {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  if (production) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

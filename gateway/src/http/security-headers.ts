/** For answers that are data: no browser may run, frame or guess anything in them. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
};

/** Of every answer; `production` adds HSTS, which would pin developers' machines to https. */
export function securityHeaders(production: boolean): Readonly<Record<string, string>> {
  return production ? { ...ALWAYS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : ALWAYS;
}

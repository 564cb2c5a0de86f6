import type { IncomingHttpHeaders } from 'node:http';
import { Fault } from '@bazaar/runtime/faults';

/** What a page may send anywhere without asking first. */
const SIMPLE_TYPES = new Set(['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const PREFLIGHTED_HEADERS = ['x-apollo-operation-name', 'apollo-require-preflight'];

/**
 * Refuses requests that a browser would send for a foreign page without a preflight: the same rule that Apollo Server applies to its own.
 * @throws Fault `BAD_REQUEST`
 */
export function preventCsrf(headers: IncomingHttpHeaders): void {
  const contentType = headers['content-type'] ?? '';
  // What nearly all say is not worth taking apart.
  if (contentType === 'application/json') return;
  const [type = ''] = contentType.split(';');
  if (!SIMPLE_TYPES.has(type.trim().toLowerCase())) return;
  if (PREFLIGHTED_HEADERS.some((name) => headers[name])) return;
  throw new Fault(
    'BAD_REQUEST',
    `This operation has been blocked as a potential Cross-Site Request Forgery (CSRF). Send a content-type such as application/json, or one of the headers ${PREFLIGHTED_HEADERS.join(', ')}.`,
  );
}

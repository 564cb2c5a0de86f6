import type { IncomingMessage } from 'node:http';
import { StripeFault } from './stripe-fault.ts';

/** No request of the spoken API comes near this. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole body as text. @throws StripeFault 413 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES)
      throw new StripeFault(
        413,
        { type: 'invalid_request_error', message: 'Request body too large' },
        { began: false },
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

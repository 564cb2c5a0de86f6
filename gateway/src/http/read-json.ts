import type { IncomingMessage } from 'node:http';
import { Fault } from '@bazaar/runtime/faults';
import { readBody } from '@bazaar/runtime/http-server';

/** The JSON in a request's body; undefined when its content-type is another. @throws Fault `BAD_REQUEST`, `PAYLOAD_TOO_LARGE` */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const body = await readBody(request, limitBytes);
  if (!/^application\/([a-z.+-]+\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined;
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw new Fault('BAD_REQUEST', 'Compressed request bodies are not accepted.');
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Fault('BAD_REQUEST', 'The body is not valid JSON.');
  }
}

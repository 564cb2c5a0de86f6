import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { passTraceOn } from '@bazaar/runtime/tracing';
import type { Awaitable } from '../engine/compiled/run.ts';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import type { Asker } from './call.ts';
import { isReservedHeader, type SubgraphSettings } from './subgraph-settings.ts';

/** Headers, names and values in turn: those that calls of one caller share, which stay the same array, and those of this call alone. No name is in both. */
export interface CallHeaders {
  readonly shared: readonly string[];
  readonly own: string[];
}

/** Makes the headers of one call; there is something to wait for only where a token has to be minted first. */
export type WriteHeaders = (asker: Asker) => Awaitable<CallHeaders>;

const NONE: readonly string[] = [];

/**
 * What all calls have, the caller's token, the client's own headers that are passed on, the request's id, where the client is, and the trace.
 * What all calls of one caller share is made once for each token. `accept` is the media type that answers should have.
 */
export function createHeaderWriter(options: {
  readonly name: string;
  readonly accept: string;
  readonly headers: SubgraphSettings['headers'];
  readonly mintToken: MintInternalToken | undefined;
}): WriteHeaders {
  const { name, accept, headers: configured, mintToken } = options;
  const isOurs = (header: string): boolean =>
    isReservedHeader(header) || (mintToken !== undefined && header === 'authorization');
  const fixed = ['content-type', 'application/json', 'accept', accept];
  for (const [header, value] of Object.entries(configured))
    if (!isOurs(header.toLowerCase())) fixed.push(header.toLowerCase(), value);

  // Whoever mints gives the same promise for as long as the token is good.
  const known = new WeakMap<Promise<string>, readonly string[]>();
  async function withToken(token: Promise<string>): Promise<readonly string[]> {
    const headers = [...fixed, 'authorization', `Bearer ${await token}`];
    known.set(token, headers);
    return headers;
  }

  function write(common: readonly string[], { clientAddress, forwarded, requestId }: Asker): CallHeaders {
    // The client's, and the trace, win over what is configured.
    const mayWin = forwarded !== undefined || context.active() !== ROOT_CONTEXT;
    const headers = mayWin ? { shared: NONE, own: [...common] } : { shared: common, own: [] as string[] };
    const { own } = headers;
    own.push('x-request-id', requestId);
    if (clientAddress) own.push('x-bazaar-client-address', clientAddress);
    for (const header in forwarded) {
      const value = forwarded[header];
      if (value !== undefined && !isOurs(header)) setHeader(own, header, value);
    }
    addTrace(own);
    return headers;
  }

  return (asker) => {
    if (!mintToken) return write(fixed, asker);
    const token = mintToken(name, asker.caller);
    const common = known.get(token);
    return common ? write(common, asker) : withToken(token).then((made) => write(made, asker));
  };
}

/** Names the active span. Without a tracer in this process there is no context but the root, and nothing is done. */
export function addTrace(headers: string[]): void {
  if (context.active() === ROOT_CONTEXT) return;
  const trace: Record<string, string> = {};
  passTraceOn(trace);
  for (const [header, value] of Object.entries(trace)) setHeader(headers, header, value);
}

function setHeader(headers: string[], name: string, value: string): void {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at] !== name) continue;
    headers[at + 1] = value;
    return;
  }
  headers.push(name, value);
}

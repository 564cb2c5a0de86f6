/** What arrived in a stream of answers: its parts as JSON, and whether it came to its end. */
export interface OpenStream {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that has arrived. */
  text(): string;
  /** The answers, parsed by nothing but the letter of the protocol. */
  messages(): unknown[];
  isComplete(): boolean;
  /** Resolves when the server has ended the response. */
  readonly ended: Promise<void>;
  leave(): void;
}

export type Transport = 'sse' | 'multipart';

export const ACCEPT: Record<Transport, string> = {
  sse: 'text/event-stream',
  multipart: 'multipart/mixed;subscriptionSpec=1.0',
};

export interface StreamedRequest {
  readonly query: string;
  readonly variables?: object;
  readonly documentId?: string;
  readonly extensions?: object;
  /** Default `/graphql`. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Default POST. */
  readonly method?: string;
}

export async function openStream(
  gatewayUrl: string,
  transport: Transport,
  { query, variables, documentId, extensions, path = '/graphql', headers, method = 'POST' }: StreamedRequest,
): Promise<OpenStream> {
  const leaving = new AbortController();
  const address = new URL(`${gatewayUrl}${path}`);
  if (method === 'GET') {
    if (query) address.searchParams.set('query', query);
    if (documentId !== undefined) address.searchParams.set('documentId', documentId);
    if (variables) address.searchParams.set('variables', JSON.stringify(variables));
  }
  const response = await fetch(address, {
    method,
    headers: { accept: ACCEPT[transport], 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: JSON.stringify({ query, variables, documentId, extensions }) }),
    signal: leaving.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  const read = async (): Promise<void> => {
    if (!response.body) return;
    for await (const chunk of response.body) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  return {
    status: response.status,
    headers: response.headers,
    text: () => text,
    messages: () => (transport === 'sse' ? readEvents(text) : readParts(text)),
    isComplete: () => text.endsWith(transport === 'sse' ? 'event: complete\ndata:\n\n' : '\r\n--graphql--\r\n'),
    ended: read().catch(() => undefined),
    leave: () => leaving.abort(),
  };
}

function readEvents(text: string): unknown[] {
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('event: next\n'))
    .map((event) => JSON.parse(event.slice('event: next\ndata: '.length)) as unknown);
}

/** Heartbeats left out. */
function readParts(text: string): unknown[] {
  return text
    .split('\r\n--graphql')
    .slice(1, -1)
    .map((part) => JSON.parse(part.split('\r\n\r\n')[1] ?? '') as object)
    .filter((part) => Object.keys(part).length > 0);
}

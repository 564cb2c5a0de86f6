import type { MintInternalToken } from '@bazaar/identity/internal-tokens';
import { FAULT_STATUS, Fault, type FaultCode } from '@bazaar/runtime/faults';
import type { OperationRequest, OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A subgraph's door as the gateway sees it over HTTP, by fetch and graphql-ws: as plain as the protocol allows. */
export function createHttpClient(
  url: string,
  mint: MintInternalToken,
  audience: string,
): SubgraphDoor & { stop(): Promise<void> } {
  const sockets = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
  });

  return {
    async execute({ query, variables, operationName, caller, clientAddress, requestId, deadline, signal }) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await mint(audience, caller)}`,
          'x-request-id': requestId,
          ...(clientAddress && { 'x-bazaar-client-address': clientAddress }),
          'x-bazaar-timeout-ms': String(Math.max(1, deadline - Date.now())),
        },
        body: JSON.stringify({ query, variables, operationName }),
      });
      // What the door of a subgraph answers.
      const answer = (await response.json()) as OperationResponse;
      if (response.status === 200) return answer;
      throw faultOf(response.status, answer);
    },
    subscribe(request) {
      return subscribe(request);
    },
    async serveRaw({ method, path, headers, body, requestId }) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...(headers as Record<string, string>), 'x-request-id': requestId },
        ...(method === 'POST' && { body: new Uint8Array(body) }),
      });
      const answer = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: Object.fromEntries(response.headers), body: answer };
    },
    async stop() {
      await sockets.dispose();
    },
  };

  function subscribe({
    query,
    variables,
    operationName,
    caller,
  }: OperationRequest): AsyncIterableIterator<OperationResponse> {
    const token = mint(audience, caller);
    let inner: AsyncIterableIterator<unknown> | undefined;
    const opened = token.then((text) => {
      inner = sockets.iterate({
        query,
        variables: variables ?? null,
        operationName: operationName ?? null,
        extensions: { token: text },
      }) as AsyncIterableIterator<unknown>;
      return inner;
    });
    let done = false;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        if (done) return { done: true, value: undefined };
        try {
          // Results are responses.
          return (await (await opened).next()) as IteratorResult<OperationResponse>;
        } catch (errors) {
          done = true;
          // graphql-ws throws the payload of an `error` message: a refusal, which the door yields as one response.
          if (Array.isArray(errors)) return { done: false, value: { errors } };
          throw errors;
        }
      },
      async return() {
        done = true;
        await (await opened).return?.();
        return { done: true, value: undefined };
      },
    };
  }
}

function faultOf(status: number, answer: OperationResponse): Fault {
  const [error] = answer.errors ?? [];
  const code = error?.extensions?.['code'] as FaultCode;
  if (FAULT_STATUS[code] !== status) throw new Error(`${status} with ${JSON.stringify(answer)}`);
  return new Fault(code, error?.message ?? '');
}

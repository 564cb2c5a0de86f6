import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import autocannon from 'autocannon';
import { print } from 'graphql';
import type { MarketUnderTest } from './market-under-test.ts';

export interface LoadResult {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly nodeCpuMsPerRequest: number;
  readonly postgresCpuMsPerRequest: number;
  /** Answers that were no 200, or carried errors. Anything but 0 makes the figures worthless. */
  readonly failed: number;
}

/** How many ask at once. */
export const CONNECTIONS = 16;

/**
 * Sends one document over 16 connections, warmed up for two seconds, for `seconds`. The variables change with each request, and may depend on the
 * number of its connection; so may the token.
 */
export async function underLoad<Variables>(
  market: MarketUnderTest,
  name: string,
  document: TypedDocumentNode<unknown, Variables>,
  variables: (index: number, connection: number) => Variables,
  options: { readonly seconds: number; readonly tokenOf?: (connection: number) => string },
): Promise<LoadResult> {
  const query = print(document);
  let index = 0;
  let failed = 0;

  async function fire(duration: number): Promise<autocannon.Result> {
    let connections = 0;
    return autocannon({
      url: `${market.url}/graphql`,
      connections: CONNECTIONS,
      duration,
      setupClient(client) {
        const connection = connections++;
        const token = options.tokenOf?.(connection);
        client.setRequests([
          {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
            setupRequest: (request) => ({
              ...request,
              body: JSON.stringify({ query, variables: variables(index++, connection) }),
            }),
            onResponse(status, body) {
              if (status !== 200 || body.includes('"errors":[{')) failed++;
            },
          },
        ]);
      },
    });
  }

  await fire(2);
  failed = 0;
  const before = market.cpu();
  const result = await fire(options.seconds);
  const after = market.cpu();
  const answered = result.requests.total;
  return {
    name,
    requestsPerSecond: Math.round(result.requests.average),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    nodeCpuMsPerRequest: round((after.nodeMs - before.nodeMs) / answered),
    postgresCpuMsPerRequest: round((after.postgresMs - before.postgresMs) / answered),
    failed,
  };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

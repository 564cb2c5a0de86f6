import type { IncomingHttpHeaders } from 'node:http';

/** Picks the headers of a client that subgraphs get to see; undefined when there are none. */
export type ForwardHeaders = (headers: IncomingHttpHeaders) => Readonly<Record<string, string>> | undefined;

/** @param names in lower case */
export function createForwardHeaders(names: readonly string[]): ForwardHeaders {
  if (names.length === 0) return () => undefined;
  return (headers) => {
    const picked: Record<string, string> = {};
    for (const name of names) {
      const value = headers[name];
      if (value !== undefined) picked[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return picked;
  };
}

/** What a load generator sends: HTTP requests of one kind, in turn. */
export interface LoadTarget {
  readonly port: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Null of a GET. */
  readonly body: string | null;
  /** The client's access token; null for a stranger. */
  readonly token: string | null;
  /** The tag of the answer that the client has already. */
  readonly etag?: string | undefined;
}

/** What it saw. */
export interface LoadSeen {
  readonly requests: number;
  readonly seconds: number;
  readonly p99Ms: number;
  /** Answers that were neither 2xx nor 304, came too late, or never. */
  readonly failed: number;
  /** An average answer with its headers; 0 when there was none. */
  readonly bytesPerAnswer: number;
}

export interface LoadGenerator {
  readonly name: string;
  run(target: LoadTarget, seconds: number): Promise<LoadSeen>;
}

/** Connections, each with one request at a time. */
export const CONNECTIONS = 16;

/** The headers of every request, by every generator. */
export function headersOf({ token, etag }: LoadRequest): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(etag !== undefined && { 'if-none-match': etag }),
  };
}

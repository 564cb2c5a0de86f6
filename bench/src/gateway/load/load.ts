/** What a load generator sends: HTTP requests of one kind, in turn. */
export interface LoadTarget {
  readonly port: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadRequest {
  readonly body: string;
  readonly token: string;
}

/** What it saw. */
export interface LoadSeen {
  readonly requests: number;
  readonly seconds: number;
  readonly p99Ms: number;
  /** Answers that were no 2xx, came too late, or never. */
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
export function headersOf({ token }: LoadRequest): Record<string, string> {
  return { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` };
}

import type { ErrorBody } from '../objects.ts';

/** A refusal in Stripe's form. Thrown: whatever the request has written is undone. */
export class StripeFault extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;
  /** A refusal before the request began is not kept under its idempotency key. */
  readonly began: boolean;
  constructor(status: number, body: ErrorBody, options: { headers?: Record<string, string>; began?: boolean } = {}) {
    super(body.message);
    this.name = 'StripeFault';
    this.status = status;
    this.body = body;
    this.headers = options.headers ?? {};
    this.began = options.began ?? true;
  }
}

/** 400 `invalid_request_error`. */
export function invalidRequest(
  message: string,
  detail: Omit<Partial<ErrorBody>, 'message' | 'type'> = {},
): StripeFault {
  return new StripeFault(400, { type: 'invalid_request_error', message, ...detail });
}

/** 404 `resource_missing` for an id in the path, 400 for one in a parameter, as Stripe answers. */
export function noSuch(
  kind: string,
  id: string,
  param: string,
  place: 'path' | 'parameter' = 'parameter',
): StripeFault {
  return new StripeFault(place === 'path' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** One entry of a response's `errors`. */
export interface ErrorOfResponse {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string } & Readonly<Record<string, unknown>>;
}

/** A response with errors. What a user can mend stands in the payload's `userErrors` instead and is no error of the response. */
export class BazaarError extends Error {
  readonly errors: readonly ErrorOfResponse[];
  /** What could be had all the same. */
  readonly data: unknown;

  constructor(errors: readonly ErrorOfResponse[], data: unknown, options?: { cause?: unknown }) {
    super(errors.map((error) => error.message).join(' '), options);
    this.name = 'BazaarError';
    this.errors = errors;
    this.data = data;
  }

  /** The code of the first error, such as `UNAUTHENTICATED` or `TIMEOUT`. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

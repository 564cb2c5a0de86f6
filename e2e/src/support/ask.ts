/** An answer of the gateway, with whatever fields the test asks for. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, never> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly text: string;
}

/** Asks the gateway as any HTTP client could, without the typed documents. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  // Every answer of the gateway is JSON; what stands in it is the test's business.
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data'> & Partial<Pick<Answer, 'errors'>>;
  return { status: response.status, headers: response.headers, data, errors, text };
}

import type { SocketOpening } from './socket-connection.ts';

/** Nobody is that. */
const NONE = 'none';

/**
 * What tells who asks on a socket, as headers of HTTP would: the payload of `connection_init`, in which `token` is another word for `authorization` and the
 * case of letters does not matter, else the request that opened the socket. One replaces the other altogether; a key and a token together, or two that
 * differ, are no identity.
 */
export function identifyingHeaders(
  params: Readonly<Record<string, unknown>> | undefined,
  { authorization, apiKey }: Pick<SocketOpening, 'authorization' | 'apiKey'>,
): Record<string, string | string[] | undefined> {
  const given = Object.entries(params ?? {})
    .map(([name, value]) => ({ name: name.toLowerCase(), value }))
    .filter(({ value }) => value !== undefined && value !== null);
  const keys = given.filter(({ name }) => name === 'x-api-key').map(({ value }) => value);
  const tokens = given
    .filter(({ name, value }) => (name === 'authorization' || name === 'token') && value !== '')
    .map(({ value }) => (typeof value === 'string' ? asBearer(value) : NONE));
  if (keys.length === 0 && tokens.length === 0) return { authorization, 'x-api-key': apiKey };
  return {
    ...(keys.length > 0 && { 'x-api-key': theOne(keys) }),
    ...(tokens.length > 0 && { authorization: theOne(tokens) }),
  };
}

function theOne(values: readonly unknown[]): string {
  const [value] = values;
  return typeof value === 'string' && values.every((other) => other === value) ? value : NONE;
}

function asBearer(token: string): string {
  return /^Bearer /i.test(token) ? token : `Bearer ${token}`;
}

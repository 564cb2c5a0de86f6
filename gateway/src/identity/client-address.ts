import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { LruMap } from '../engine/lru-map.ts';

/** Networks that have a name, as proxies usually stand in them. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Who is believed when they say for whom they ask, unless told otherwise: proxies on this machine and in private networks. Nobody on the internet
 * comes from there.
 */
export const DEFAULT_TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal'] as const;

/** An address, a network (`10.0.0.0/8`), or one of `loopback`, `linklocal` and `uniquelocal`. */
export function isNetwork(text: string): boolean {
  if (text in NAMED) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** What is read of a request. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Tells a request's client, as far as limits count it: its IPv4 address, or the /64 network of an IPv6 one, which is what one subscriber is given.
 * Read from the connection, and through `trustedProxies` from what they appended to `x-forwarded-for`; what stands further left may be anybody's
 * invention. Null when the last one known is such a proxy itself: counting it would count all its clients as one.
 * @param untold hears of such a proxy that sends no `x-forwarded-for` at all, at least once.
 */
export function createClientAddress(
  trustedProxies: readonly string[] = DEFAULT_TRUSTED_PROXIES,
  untold?: (proxy: string) => void,
): (request: Asked) => string | null {
  const trusted = blockListOf(trustedProxies);
  const isTrusted = (address: string): boolean => trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

  function clientOf(remoteAddress: string, forwarded: string[]): string | null {
    let address = bareAddress(remoteAddress);
    while (address !== null && isTrusted(address)) {
      const next = forwarded.pop();
      if (next === undefined) return null;
      address = bareAddress(next);
    }
    return address && (isIP(address) === 4 ? address : networkOf(address));
  }

  // Clients come back: reading an address costs more than the rest of what is told of one here.
  const direct = new LruMap<string, string | null>(REMEMBERED_ADDRESSES);
  return ({ headers, socket: { remoteAddress = '' } }) => {
    const forwarded = headers['x-forwarded-for'];
    if (forwarded !== undefined) return clientOf(remoteAddress, [forwarded].flat().join(',').split(','));
    let client = direct.get(remoteAddress);
    if (client === undefined) {
      direct.set(remoteAddress, (client = clientOf(remoteAddress, [])));
      // Of a connection that is gone nothing is known.
      if (client === null && remoteAddress !== '') untold?.(remoteAddress);
    }
    return client;
  };
}

const REMEMBERED_ADDRESSES = 1_000;

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.flatMap((text) => NAMED[text] ?? [text])) {
    const [address = '', bits] = network.split('/');
    const isV4 = isIP(address) === 4;
    list.addSubnet(address, Number(bits ?? (isV4 ? 32 : 128)), isV4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Without port, brackets and zone, and IPv4 as such where IPv6 wraps it; null when it is no address. */
function bareAddress(text: string): string | null {
  const host = text.trim().replace(/^\[([^\]]*)\](:\d+)?$/, '$1');
  const address = host
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}

/** The first four of an IPv6 address' eight groups: `2001:db8::1` is in `2001:db8:0:0::/64`. */
function networkOf(address: string): string {
  const [left = '', right] = address.toLowerCase().split('::');
  const groups = left === '' ? [] : left.split(':');
  if (right !== undefined) {
    const tail = right === '' ? [] : right.split(':');
    groups.push(...Array.from({ length: 8 - groups.length - tail.length }, () => '0'), ...tail);
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

import { describe, expect, it } from 'vitest';
import { createClientAddress, isNetwork } from './client-address.ts';

function addressOf(peer: string | undefined, forwardedFor?: string, trusted?: readonly string[]): string | null {
  return createClientAddress(trusted)({
    socket: { remoteAddress: peer },
    headers: { 'x-forwarded-for': forwardedFor },
  });
}

describe('the client of a request', () => {
  it.each([
    ['comes straight from the internet', '203.0.113.7', undefined, '203.0.113.7'],
    ['and what it claims is not believed', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['stands behind a proxy on this machine', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['and a dual-stack socket wraps the address', '::ffff:127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['stands behind two proxies of ours', '10.0.0.2', '203.0.113.7, 10.0.0.9', '203.0.113.7'],
    ['and what it claims stands further left', '10.0.0.2', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['is told with its port', '10.0.0.2', '203.0.113.7:51234', '203.0.113.7'],
    ['is told with brackets and port', '10.0.0.2', '[2001:db8::1]:51234', '2001:db8:0:0::/64'],
  ])('%s', (_what, peer, forwardedFor, expected) => {
    expect(addressOf(peer, forwardedFor)).toBe(expected);
  });

  it.each([
    ['a proxy that does not say for whom it asks', '127.0.0.1', undefined],
    ['a chain of proxies alone', '10.0.0.2', '10.0.0.9'],
    ['a proxy that says what is no address', '10.0.0.2', '203.0.113.7, unknown'],
    ['a connection that is gone', undefined, '203.0.113.7'],
  ])('is not known of %s', (_what, peer, forwardedFor) => {
    expect(addressOf(peer, forwardedFor)).toBeNull();
  });

  it('with IPv6 is counted by the network that one subscriber is given', () => {
    const one = addressOf('2001:db8:1:2:3:4:5:6');
    expect(one).toBe('2001:db8:1:2::/64');
    expect(addressOf('2001:0DB8:1:2::1')).toBe(one);
    expect(addressOf('2001:db8:1:3::1')).not.toBe(one);
  });

  it('is believed to be whom the given proxies name, and nobody else is', () => {
    const trusted = ['198.51.100.0/24'];
    expect(addressOf('198.51.100.9', '203.0.113.7', trusted)).toBe('203.0.113.7');
    expect(addressOf('10.0.0.2', '203.0.113.7', trusted)).toBe('10.0.0.2');
    expect(addressOf('127.0.0.1', '203.0.113.7', [])).toBe('127.0.0.1');
  });
});

it.each(['loopback', '10.0.0.1', '10.0.0.0/8', '::1', 'fc00::/7', '2001:db8::/128'])('%s is a network', (text) => {
  expect(isNetwork(text)).toBe(true);
});

it.each(['', 'everybody', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/8', '::1/129', '10.0.0.0/', '10.0.0.0/-1'])(
  '%j is none',
  (text) => {
    expect(isNetwork(text)).toBe(false);
  },
);

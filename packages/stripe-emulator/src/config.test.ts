import { describe, expect, it } from 'vitest';
import { readEmulatorConfig } from './config.ts';

describe('the configuration', () => {
  it('listens on this machine only, unless told', () => {
    expect(readEmulatorConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 12_111,
      production: false,
      webhooks: [],
      fee: { ratePpm: 29_000, fixed: 30 },
    });
  });

  it('takes endpoints as JSON and as pairs', () => {
    const { webhooks } = readEmulatorConfig({
      WEBHOOKS: '[{"url":"http://a.example/","secret":"s","events":["charge.*"]}]',
      WEBHOOK_URL: 'http://b.example/',
      WEBHOOK_SECRET: 't',
      WEBHOOK_EVENTS: 'charge.failed, refund.*',
      CONNECT_WEBHOOK_URL: 'http://c.example/',
      CONNECT_WEBHOOK_SECRET: 'u',
    });
    expect(webhooks).toEqual([
      { url: 'http://a.example/', secret: 's', events: ['charge.*'] },
      { url: 'http://b.example/', secret: 't', connect: false, events: ['charge.failed', 'refund.*'] },
      { url: 'http://c.example/', secret: 'u', connect: true },
    ]);
  });

  it.each([
    [{ PORT: 'high' }, 'PORT'],
    [{ WEBHOOKS: '{' }, 'WEBHOOKS'],
    [{ WEBHOOKS: '[{"url":"nowhere"}]' }, 'WEBHOOKS'],
    [{ WEBHOOK_URL: 'http://b.example/' }, 'WEBHOOK_SECRET'],
    [{ CONNECT_WEBHOOK_SECRET: 'u' }, 'CONNECT_WEBHOOK_URL'],
  ])('names what is wrong in %o', (env, name) => {
    expect(() => readEmulatorConfig(env)).toThrow(name);
  });
});

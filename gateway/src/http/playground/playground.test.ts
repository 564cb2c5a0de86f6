import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlayground } from '../../testing/open-playground.ts';
import { startFixture, type Fixture } from '../../testing/start-fixture.ts';

let fixture: Fixture;
let page: string;
beforeAll(async () => {
  fixture = await startFixture('memory', {
    playground: {
      operations: [
        { name: 'Products', document: 'query Products { products { name } } # </script><b>', variables: { a: 1 } },
      ],
    },
  });
  page = await (await fetch(`${fixture.gateway.url}/`)).text();
});
afterAll(() => fixture.stop());

it('brings the example operations along, and nothing can break out of them', () => {
  const data = /<script type="application\/json" id="playground">(.*?)<\/script>/s.exec(page)?.[1];
  expect(JSON.parse(data ?? '')).toEqual({
    operations: [
      { name: 'Products', document: 'query Products { products { name } } # </script><b>', variables: { a: 1 } },
    ],
  });
});

it('loads everything from this server', async () => {
  expect(page.replace(/<script type="application\/json".*?<\/script>/s, '')).not.toMatch(/(https?:)?\/\/[a-z]/i);
  const sources = [...page.matchAll(/(?:src|href)="(playground\/[^"]+)"/g)].map((match) => match[1]);
  expect(sources).toHaveLength(6);
  for (const source of sources) {
    const response = await fetch(`${fixture.gateway.url}/${source}`);
    expect([source, response.status]).toEqual([source, 200]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await response.text();
    expect(text.length).toBeGreaterThan(1_000);
    expect(text).not.toMatch(/(unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs|googleapis\.com)/);
    if (source?.endsWith('.css')) expect(text).not.toMatch(/url\((?!["']?data:)/);
  }
});

it('is where a browser gets that opens the endpoint, and nobody else', async () => {
  const open = (headers: Record<string, string>) =>
    fetch(`${fixture.gateway.url}/graphql`, { headers, redirect: 'manual' });
  const visit = await open({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
  expect([visit.status, visit.headers.get('location')]).toEqual([303, './']);
  expect((await open({ accept: 'application/json' })).status).toBe(400);
});

describe('an operation after another', () => {
  const SIGN_IN = 'mutation ($token: String!) { tokens: rename(sku: "a", name: $token) { accessToken: name } }';
  const WHO_AM_I = '{ whoami { sub } }';

  it('finds what answers told last in the variables that are left out', async () => {
    const { run } = await openPlayground(fixture.gateway.url);
    const product = 'query ($itemSku: String!) { product(sku: $itemSku) { name } }';
    expect(await run(product)).toMatchObject({ errors: [expect.anything()] });
    await run('{ products { sku } item: product(sku: "a") { sku } }');
    expect(await run(product)).toEqual({ data: { product: { name: 'Apple' } } });
    expect(await run(product, { variables: { itemSku: 'b' } })).toEqual({ data: { product: { name: 'Bread' } } });
  });

  it('is asked by whom the latest tokens are of, unless the headers say otherwise', async () => {
    const { run } = await openPlayground(fixture.gateway.url);
    expect(await run(WHO_AM_I)).toEqual({ data: { whoami: null } });
    await run(SIGN_IN, { variables: { token: await fixture.token({ sub: 'usr_1' }) } });
    expect(await run(WHO_AM_I)).toEqual({ data: { whoami: { sub: 'usr_1' } } });
    const headers = { Authorization: `Bearer ${await fixture.token({ sub: 'usr_2' })}` };
    expect(await run(WHO_AM_I, { headers })).toEqual({ data: { whoami: { sub: 'usr_2' } } });
  });

  it('forgets tokens that are not good any more', async () => {
    const { run } = await openPlayground(fixture.gateway.url);
    await run(SIGN_IN, { variables: { token: await fixture.token({ sub: 'usr_1', sid: 'ses_ended' }) } });
    fixture.deny('ses_ended');
    expect(await run(WHO_AM_I)).toEqual({ data: { whoami: null } });
    const headers = { authorization: 'Bearer nonsense' };
    expect(await run(WHO_AM_I, { headers }), 'what the person typed is not').toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

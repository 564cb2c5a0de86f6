import { afterAll, beforeAll, expect, it } from 'vitest';
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

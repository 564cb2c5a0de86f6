import { expect, test } from 'vitest';
import { secretOf, startCachingMarket } from './testing/caching-market.ts';

const VIEWERS = 200;
const OPERATIONS = [
  '{ me { id secret } }',
  '{ product(id: "a") { id title price note } }',
  '{ me { secret } product(id: "b") { id note stars } }',
  '{ products { nodes { id price note } total } }',
  '{ product(id: "c") { id price offers { id seller } } }',
];

for (const mode of ['memory', 'http'] as const)
  test(`${VIEWERS} viewers at once, with calls shared and everything kept, see nothing of each other: ${mode}`, async () => {
    const market = await startCachingMarket({ mode });
    try {
      const viewers = await Promise.all(
        Array.from({ length: VIEWERS }, async (_, at) => {
          // Every tenth is another session of the same user.
          const [sub, sid] = [`usr_${at - (at % 10 === 9 ? 1 : 0)}_`, `ses_${at}_`];
          return { mine: secretOf(sub, sid), headers: { authorization: `Bearer ${await market.token({ sub, sid })}` } };
        }),
      );
      const strangers = { mine: undefined, headers: {} };
      let seen = 0;
      for (let round = 0; round < 2; round++)
        await Promise.all(
          [...viewers, strangers, strangers].map(async ({ mine, headers }, at) => {
            // Each begins with another operation, so that all of them are under way at once.
            for (let step = 0; step < OPERATIONS.length; step++) {
              const { text } = await market.ask(OPERATIONS[(at + step) % OPERATIONS.length] ?? '', {}, headers);
              for (const canary of text.match(/canary-[\w-]*?_(?=[" ])/g) ?? []) {
                expect(canary).toBe(mine);
                seen += 1;
              }
            }
          }),
        );
      expect(seen).toBe(2 * VIEWERS * 7);
      // The second round of private answers came from what was kept; strangers have none, and ask again.
      expect(market.shop.asked.me).toBeLessThanOrEqual(2 * VIEWERS + 8);
    } finally {
      await market.stop();
    }
  }, 60_000);

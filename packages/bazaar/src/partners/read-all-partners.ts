import type { PartnerId } from '@bazaar/ids/kinds';
import type { Reader } from '@bazaar/postgres/tx';
import type { Partner } from '@bazaar/users/domain/partner';
import { EVERY_PARTNER } from '@bazaar/users/storage/partner-sight';
import { listPartners } from '@bazaar/users/storage/partners';

const PAGE = 100;

/** All partners, the oldest first, read page by page. */
export async function* readAllPartners(reader: Reader): AsyncGenerator<Partner> {
  let key: PartnerId | null = null;
  for (;;) {
    const page: readonly Partner[] = await listPartners(reader, EVERY_PARTNER, { limit: PAGE, forward: true, key });
    yield* page;
    key = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

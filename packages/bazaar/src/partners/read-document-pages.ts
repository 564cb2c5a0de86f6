import type { Reader } from '@bazaar/postgres/tx';
import type { Partner } from '@bazaar/users/domain/partner';
import type { PartnerDocument } from '@bazaar/users/domain/partner-document';
import { listDocumentsByPartners, listDocumentTexts, type DocumentKey } from '@bazaar/users/storage/partner-documents';
import { EVERY_PARTNER } from '@bazaar/users/storage/partner-sight';

/** How many are read at once. */
const PAGE = 100;

export interface DocumentWithText {
  readonly document: PartnerDocument;
  readonly text: string;
}

/** The documents of a partner, those that are retired or those that are not, the latest published first. */
export async function* readDocumentPages(
  reader: Reader,
  { id }: Partner,
  retired: boolean,
): AsyncGenerator<DocumentWithText[]> {
  let key: DocumentKey | null = null;
  for (;;) {
    const page = { limit: PAGE, forward: true, key, retired };
    const [documents = []]: PartnerDocument[][] = await listDocumentsByPartners(reader, EVERY_PARTNER, [id], page);
    const texts = await listDocumentTexts(reader, documents);
    yield documents.flatMap((document, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ document, text }];
    });
    const last = documents.at(-1);
    if (!last || documents.length < PAGE) return;
    key = [last.publishedAt.getTime(), last.hash];
  }
}

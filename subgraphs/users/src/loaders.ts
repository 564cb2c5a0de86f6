import type { PartnerId, UserId } from '@bazaar/ids/kinds';
import type { Viewer } from '@bazaar/identity/viewer';
import type { Reader } from '@bazaar/postgres/tx';
import DataLoader from 'dataloader';
import type { Address } from './domain/address.ts';
import type { Partner, PartnerKey } from './domain/partner.ts';
import type { PartnerDocument, PartnerDocumentUsage } from './domain/partner-document.ts';
import type { Session, User } from './domain/user.ts';
import { listAddressesByUsers } from './storage/addresses.ts';
import { listUsageOfDocuments, type DocumentOf } from './storage/document-usage.ts';
import { countDocumentsByPartners, listDocumentsByPartners, type DocumentPage } from './storage/partner-documents.ts';
import { listKeysByPartners } from './storage/partner-keys.ts';
import { partnerSightOf } from './storage/partner-sight.ts';
import { listPartnersByIds } from './storage/partners.ts';
import { listSessionsByUsers } from './storage/sessions.ts';
import { listUsersByIds } from './storage/users.ts';

export interface UsersLoaders {
  readonly users: DataLoader<UserId, User | null>;
  /** For users whose private fields the viewer may see; the resolvers of `User` decide that. */
  readonly addresses: DataLoader<UserId, Address[]>;
  readonly sessions: DataLoader<UserId, Session[]>;
  /** Partners that the viewer may see, and what is theirs. */
  readonly partners: DataLoader<PartnerId, Partner | null>;
  readonly keysOfPartner: DataLoader<PartnerId, PartnerKey[]>;
  documentsOfPartner(page: DocumentPage): DataLoader<PartnerId, PartnerDocument[]>;
  documentCountOfPartner(retired: boolean | null): DataLoader<PartnerId, number>;
  /** From a day on, `YYYY-MM-DD`. For documents that the viewer sees. */
  usageOfDocument(firstDay: string): DataLoader<DocumentOf, PartnerDocumentUsage, string>;
}

export function createLoaders({
  reader,
  viewer,
  now,
}: {
  reader: Reader;
  viewer: Viewer;
  now: () => Date;
}): UsersLoaders {
  const sight = partnerSightOf(viewer);
  return {
    users: new DataLoader((ids) => listUsersByIds(reader, ids)),
    addresses: new DataLoader((ids) => listAddressesByUsers(reader, ids)),
    sessions: new DataLoader((ids) => listSessionsByUsers(reader, ids, now())),
    partners: new DataLoader((ids) => listPartnersByIds(reader, sight, ids)),
    keysOfPartner: new DataLoader((ids) => listKeysByPartners(reader, sight, ids)),
    documentsOfPartner: perArgument(
      (page: DocumentPage) => new DataLoader((ids) => listDocumentsByPartners(reader, sight, ids, page)),
    ),
    documentCountOfPartner: perArgument(
      (retired: boolean | null) => new DataLoader((ids) => countDocumentsByPartners(reader, sight, ids, retired)),
    ),
    usageOfDocument: perArgument(
      (firstDay: string) =>
        new DataLoader((documents: readonly DocumentOf[]) => listUsageOfDocuments(reader, documents, firstDay), {
          cacheKeyFn: ({ partnerId, hash }) => `${partnerId} ${hash}`,
        }),
    ),
  };
}

/** One loader for each argument: what is asked with the same one is one statement. */
function perArgument<Argument, Loader>(make: (argument: Argument) => Loader): (argument: Argument) => Loader {
  const loaders = new Map<string, Loader>();
  return (argument) => {
    const key = JSON.stringify(argument);
    const loader = loaders.get(key) ?? make(argument);
    loaders.set(key, loader);
    return loader;
  };
}

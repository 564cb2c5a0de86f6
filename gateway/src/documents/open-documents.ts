import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { z } from 'zod';
import { createAutomaticDocuments } from './automatic-documents.ts';
import type { FindDocumentOptions } from './find-document.ts';
import { createSharedDocuments } from './shared-documents.ts';
import { NO_DOCUMENTS, readTrustedDocuments } from './trusted-documents.ts';

/** Everything that can be said about documents, each with its default. `docs/gateway/documents.md` explains them. */
export const documentSettings = z.strictObject({
  /** `off`: every text runs; `log`: the same, and those that are not registered are told of; `safelist`: registered ones; `idsOnly`: by id alone. */
  mode: z.enum(['off', 'log', 'safelist', 'idsOnly']).default('off'),
  /** Files, and directories of `.json` files, in Apollo's manifest format or codegen's. */
  manifests: z.array(z.string()).default([]),
  /** Whether Redis may hold more of them, under `bazaar:trusted-document:<id>`. */
  shared: z.boolean().default(false),
  /** Whose texts are registered by sending them with their hash (automatic persisted queries), in the modes that run every text. */
  automatic: z.enum(['nobody', 'signedIn', 'everyone']).default('everyone'),
});

/** What is settled before the gateway knows its limits. */
export type OpenedDocuments = Pick<FindDocumentOptions, 'mode' | 'trusted' | 'automatic' | 'registrars'>;

/** Of a gateway that is told nothing about documents: every text runs, and none is kept. */
export const EVERY_TEXT: OpenedDocuments = {
  mode: 'off',
  trusted: NO_DOCUMENTS,
  automatic: { find: () => Promise.resolve(undefined), register: () => Promise.resolve() },
  registrars: 'nobody',
};

export type DocumentSettings = z.output<typeof documentSettings>;

/** @throws ConfigError */
export async function openDocuments(
  { mode, manifests, shared, automatic }: DocumentSettings,
  { cache, published }: Pick<Ephemeral, 'cache' | 'published'>,
): Promise<OpenedDocuments> {
  const files = await readTrustedDocuments(manifests);
  return {
    mode,
    trusted: shared ? createSharedDocuments({ published, first: files }) : files,
    automatic: createAutomaticDocuments(cache),
    registrars: automatic,
  };
}

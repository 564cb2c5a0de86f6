import { GraphQLError } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { Client } from '../engine/request-scope.ts';
import type { PreparationLimit } from '../guards/limit-preparation.ts';
import type { LimitSettings } from '../guards/limits/limit-settings.ts';
import { refuseTextExcess } from '../guards/limits/refuse-excess.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { Partner } from '../partners/partner.ts';
import type { OperationRequest, Origin } from '../pipeline/operation-request.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import type { RefusalReason } from '../pipeline/refusal-reason.ts';
import { RETRY_AFTER_S } from '../subscriptions/connection-caps.ts';
import type { AutomaticDocuments } from './automatic-documents.ts';
import { hashDocument, isHash, normaliseId } from './document-id.ts';
import { normaliseText } from './normalise-text.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

export interface FoundDocument {
  readonly query: string;
  /** Under which id it was registered, when it was. */
  readonly documentId?: string | undefined;
  /** Who registered it: a deployment, whose documents are few and known, or whoever sent it with its hash. */
  readonly isAutomatic?: boolean;
  /** Registers the text under the id that was sent along, once it has proved to be an operation. */
  readonly register?: () => Promise<void>;
}

type Found = FoundDocument | Refusal;

/** The text that a request stands for. Refused as unavailable where it cannot be told what is registered. */
export type FindDocument = (request: OperationRequest, origin: Origin) => Found | Promise<Found>;

/**
 * Which texts run: `off` all, `log` all, telling of those that are not registered, `safelist` registered ones, `idsOnly` registered ones by id alone.
 */
export type DocumentMode = 'off' | 'log' | 'safelist' | 'idsOnly';

/** Whose unknown texts are registered by using them. */
export type Registrars = 'nobody' | 'signedIn' | 'everyone';

export interface FindDocumentOptions {
  readonly mode: DocumentMode;
  readonly trusted: TrustedDocuments;
  readonly automatic: AutomaticDocuments;
  readonly registrars: Registrars;
  /** Who knows the documents of partners. */
  readonly partners?: Pick<PartnerDirectory, 'findDocument'> | undefined;
  /** How long a text may be. */
  readonly limits: Pick<LimitSettings, 'characters'>;
  /** Whose work it is to read a text that may be registered. Default: nobody's. */
  readonly preparation?: PreparationLimit | undefined;
  readonly log: Logger;
}

/**
 * Finds texts by id or takes the client's own, as far as the mode and the client allow. An id never runs another text than the one it was registered
 * with: a request that brings both, and they differ, is refused.
 */
export function createFindDocument(options: FindDocumentOptions): FindDocument {
  const { mode, trusted, automatic, registrars, partners, limits, preparation, log } = options;
  const runsEveryText = mode === 'off' || mode === 'log';

  function mayRegister({ client }: Origin): boolean {
    if (!runsEveryText) return false;
    return registrars === 'everyone' || (registrars === 'signedIn' && client.caller !== null);
  }

  async function byId(given: string, query: string | undefined, origin: Origin): Promise<Found> {
    const id = normaliseId(given);
    if (id === null) return BAD_ID;
    if (origin.client.partner) return ofPartner(origin.client.partner, id, query);
    const reading = readFor(origin.client, preparation);
    const registered = matching(id, await findTrusted(id, query, origin), query, reading.normalise);
    if (registered) return reading.refusal() ?? registered;
    if (mode === 'idsOnly' || (mode === 'safelist' && query === undefined)) return NOT_FOUND;
    if (query === undefined) return automatically(id, await automatic.find(id), origin);
    if (isHash(id) && hashDocument(query) !== id) return MISMATCH;
    const found = await byText(query, origin);
    if ('refused' in found || !isHash(id) || !mayRegister(origin)) return found;
    return { ...found, register: () => automatic.register(id, query) };
  }

  /** Where the text runs whatever is registered, or the client sends it when it is told that the id is unknown, nobody has to wait for what cannot be looked up. */
  async function findTrusted(id: string, query: string | undefined, origin: Origin): Promise<string | undefined> {
    try {
      return await trusted.find(id);
    } catch (error) {
      const isNeeded = !isHash(id) || !(query === undefined ? mayRegister(origin) : runsEveryText);
      if (isNeeded || !isUnavailable(error)) throw error;
      return undefined;
    }
  }

  /** A partner runs its own documents and nothing else. */
  async function ofPartner({ id: partnerId }: Partner, id: string, query: string | undefined): Promise<Found> {
    const document = await partners?.findDocument(partnerId, id);
    return matching(id, document?.text, query, normaliseText) ?? NOT_REGISTERED;
  }

  async function automatically(id: string, query: string | undefined, origin: Origin): Promise<Found> {
    if (query === undefined) return mayRegister(origin) ? NOT_FOUND : NOT_SUPPORTED;
    const found = await byText(query, origin);
    return 'refused' in found ? found : { ...found, documentId: id, isAutomatic: true };
  }

  /** Of a text that runs in any case, and cannot be looked up now, nothing is told. */
  async function isTrusted(query: string, normalise: (text: string) => string): Promise<boolean> {
    try {
      return await trusted.includes(query, normalise);
    } catch (error) {
      if (!runsEveryText || !isUnavailable(error)) throw error;
      return true;
    }
  }

  async function byText(query: string, { client, requestId }: Origin): Promise<Found> {
    const id = hashDocument(query);
    if (client.partner) return ofPartner(client.partner, id, query);
    if (mode === 'idsOnly') return ID_REQUIRED;
    if (mode === 'off') return { query };
    const reading = readFor(client, preparation);
    if (await isTrusted(query, reading.normalise)) return { query };
    const spent = reading.refusal();
    if (spent) return spent;
    if (mode === 'safelist') return NOT_REGISTERED;
    if (mode === 'log') log.warn({ requestId, documentId: id }, 'an operation that is not registered');
    return { query };
  }

  function find(request: OperationRequest, origin: Origin): Found | Promise<Found> {
    const query = request.query || undefined;
    const excess = query === undefined ? undefined : refuseTextExcess(query, limits);
    if (excess) return excess;
    const id = idOf(request);
    if (id !== undefined) return byId(id, query, origin);
    if (query === undefined) return NO_DOCUMENT;
    return mode === 'off' && !origin.client.partner ? { query } : byText(query, origin);
  }

  return (request, origin) => {
    const found = find(request, origin);
    return found instanceof Promise ? found.catch(refuseUnavailable) : found;
  };
}

/** Reads texts at their client's expense, until that is spent. */
function readFor(client: Client, preparation: PreparationLimit | undefined) {
  let refusal: Refusal | undefined;
  return {
    normalise(text: string): string {
      if (!preparation) return normaliseText(text);
      refusal = preparation.refusal(client);
      return refusal ? text : preparation.count(client, () => normaliseText(text));
    },
    refusal: () => refusal,
  };
}

/** Undefined when nothing is registered under the id. */
function matching(
  id: string,
  text: string | undefined,
  query: string | undefined,
  normalise: (text: string) => string,
): Found | undefined {
  if (text === undefined) return undefined;
  const isSame = query === undefined || query === text || normalise(query) === normalise(text);
  return isSame ? { query: text, documentId: id } : MISMATCH;
}

function isUnavailable(error: unknown): error is Fault {
  return error instanceof Fault && (error.code === 'SUBGRAPH_UNAVAILABLE' || error.code === 'TIMEOUT');
}

/** That nobody can tell what is registered says nothing about the client's document: it may ask again. @throws what is anything else */
function refuseUnavailable(error: unknown): Refusal {
  if (!isUnavailable(error)) throw error;
  return {
    ...because(error.code, error.message, 'unavailable'),
    http: { status: error.status, headers: { 'retry-after': String(RETRY_AFTER_S) } },
  };
}

/** Both wire forms: `documentId` of GraphQL over HTTP, and the extension that Apollo's clients send. */
function idOf({ documentId, extensions }: OperationRequest): string | undefined {
  if (typeof documentId === 'string') return documentId;
  const persisted = extensions?.['persistedQuery'];
  if (typeof persisted !== 'object' || persisted === null) return undefined;
  const { version, sha256Hash } = persisted as { version?: unknown; sha256Hash?: unknown };
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : undefined;
}

const NO_DOCUMENT = because('BAD_REQUEST', 'The request has neither a "query" nor the id of a document.');
const BAD_ID = because('BAD_REQUEST', 'The id of the document is none.', 'document');
const MISMATCH = because('BAD_REQUEST', 'The id of the document belongs to another text.', 'document');
/** Apollo Client looks for these very messages. */
const NOT_FOUND = because('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
const NOT_SUPPORTED = because('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
const ID_REQUIRED = because(
  'PERSISTED_QUERY_ID_REQUIRED',
  'Operations are asked for by the id of a registered document.',
);
const NOT_REGISTERED = because('DOCUMENT_NOT_REGISTERED', 'This operation is not registered.');

function because(code: string, message: string, reason?: RefusalReason): Refusal {
  return refuse(code, [new GraphQLError(message)], reason);
}

import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { PartnerId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { PartnerDocument } from '../domain/partner-document.ts';
import type { PartnerSight } from './partner-sight.ts';

/** A document as it is published. */
export interface DocumentToPublish {
  /** SHA-256 of the text, in lower-case hex. */
  readonly hash: string;
  readonly operationName: string;
  readonly text: string;
  readonly cost: number;
}

interface DocumentRow {
  readonly partner_id: string;
  readonly hash: string;
  readonly operation_name: string;
  readonly cost: number;
  readonly published_at: Date;
  readonly retired_at: Date | null;
  readonly last_used_at: Date | null;
}

/** SQL: what {@link toDocument} reads of a row `d`. Texts are long and stay where they are. */
const COLUMNS = `d.partner_id, encode(d.hash, 'hex') as hash, d.operation_name, d.cost, d.published_at, d.retired_at, d.last_used_at`;

function toDocument(row: DocumentRow): PartnerDocument {
  return {
    partnerId: idFromUuid('ptn', row.partner_id),
    hash: row.hash,
    operationName: row.operation_name,
    cost: row.cost,
    publishedAt: row.published_at,
    retiredAt: row.retired_at,
    lastUsedAt: row.last_used_at,
  };
}

/**
 * Publishes documents of a locked partner at `at`. One that is there already gets its present cost, and comes back if it was retired. Returns how many
 * were new, and how many came back.
 * @throws a check violation of `partner_document_hash_is_of_text` when a hash is not that of its text.
 */
export async function putDocuments(
  tx: Tx,
  partnerId: PartnerId,
  documents: readonly DocumentToPublish[],
  at: Date,
): Promise<{ readonly added: number; readonly restored: number }> {
  const [counts] = await query<{ added: number; restored: number }>(
    tx,
    `with given as (
       select decode(hash, 'hex') as hash, operation_name, text, cost
         from unnest($2::text[], $3::text[], $4::text[], $5::integer[]) as g (hash, operation_name, text, cost)
     ), before as (
       select hash, retired_at from partner_document join given using (hash) where partner_id = $1
     ), put as (
       insert into partner_document as d (partner_id, hash, operation_name, text, cost, published_at)
       select $1, hash, operation_name, text, cost, $6 from given
       on conflict (partner_id, hash) do update
          set cost = excluded.cost, operation_name = excluded.operation_name, retired_at = null,
              published_at = case when d.retired_at is null then d.published_at else excluded.published_at end
       returning hash
     )
     select (count(*) filter (where b.hash is null))::integer as added,
            (count(*) filter (where b.retired_at is not null))::integer as restored
       from put left join before b using (hash)`,
    [
      idToUuid(partnerId),
      documents.map(({ hash }) => hash),
      documents.map(({ operationName }) => operationName),
      documents.map(({ text }) => text),
      documents.map(({ cost }) => cost),
      at,
    ],
  );
  return counts ?? { added: 0, restored: 0 };
}

/** Those of the hashes that are documents of the partner, retired or not. */
export async function listDocumentsByHashes(
  reader: Reader,
  partnerId: PartnerId,
  hashes: readonly string[],
): Promise<PartnerDocument[]> {
  const rows = await query<DocumentRow>(
    reader,
    `select ${COLUMNS} from partner_document d
      where d.partner_id = $1 and d.hash = any(select decode(h, 'hex') from unnest($2::text[]) as h) order by d.hash`,
    [idToUuid(partnerId), hashes],
  );
  return rows.map(toDocument);
}

/** Retires documents of a locked partner; those that were retired before stay as they are. Returns the hashes of those that were not. */
export async function retireDocuments(
  tx: Tx,
  partnerId: PartnerId,
  hashes: readonly string[],
  at: Date,
): Promise<string[]> {
  const rows = await query<{ hash: string }>(
    tx,
    `update partner_document set retired_at = greatest($3::timestamptz, published_at)
      where partner_id = $1 and hash = any(select decode(h, 'hex') from unnest($2::text[]) as h) and retired_at is null
     returning encode(hash, 'hex') as hash`,
    [idToUuid(partnerId), hashes, at],
  );
  return rows.map(({ hash }) => hash);
}

/** The text and cost of a document that the partner may run; null for one that it has not published, or has retired. */
export async function findDocumentToRun(
  reader: Reader,
  partnerId: PartnerId,
  hash: string,
): Promise<{ readonly text: string; readonly cost: number } | null> {
  const [row] = await query<{ text: string; cost: number }>(
    reader,
    `select text, cost from partner_document where partner_id = $1 and hash = decode($2, 'hex') and retired_at is null`,
    [idToUuid(partnerId), hash],
  );
  return row ?? null;
}

/** The hashes of all documents that a partner may run, in no order. */
export async function listHashesToRun(reader: Reader, partnerId: PartnerId): Promise<string[]> {
  const rows = await query<{ hash: string }>(
    reader,
    `select encode(hash, 'hex') as hash from partner_document where partner_id = $1 and retired_at is null`,
    [idToUuid(partnerId)],
  );
  return rows.map(({ hash }) => hash);
}

/** The texts of documents, in their order. @throws Error when one of them is not there: documents are never deleted. */
export async function listDocumentTexts(
  reader: Reader,
  documents: readonly Pick<PartnerDocument, 'partnerId' | 'hash'>[],
): Promise<string[]> {
  const rows = await query<{ n: number; text: string }>(
    reader,
    `select w.n::integer as n, d.text from unnest($1::uuid[], $2::text[]) with ordinality as w (partner_id, hash, n)
       join partner_document d on d.partner_id = w.partner_id and d.hash = decode(w.hash, 'hex')`,
    [documents.map(({ partnerId }) => idToUuid(partnerId)), documents.map(({ hash }) => hash)],
  );
  const texts = new Map(rows.map(({ n, text }) => [n, text]));
  return documents.map(({ hash }, index) => {
    const text = texts.get(index + 1);
    if (text === undefined) throw new Error(`The document ${hash} has no text.`);
    return text;
  });
}

/** Where a document stands in its partner's list: publication, in milliseconds since 1970, and hash. */
export type DocumentKey = readonly [publishedAtMs: number, hash: string];

export interface DocumentPage extends Page<DocumentKey> {
  /** Null: retired or not. */
  readonly retired: boolean | null;
}

/** One page of the documents of each partner that may be seen, latest publication first: one statement. */
export async function listDocumentsByPartners(
  reader: Reader,
  sight: PartnerSight,
  partnerIds: readonly PartnerId[],
  { limit, forward, key, retired }: DocumentPage,
): Promise<PartnerDocument[][]> {
  const [beyond, order] = forward ? ['<', 'desc'] : ['>', 'asc'];
  const rows = await query<DocumentRow>(
    reader,
    `select ${COLUMNS} from unnest($1::uuid[]) as wanted (id), lateral (
       select * from partner_document
        where partner_id = wanted.id and ($5::boolean is null or (retired_at is not null) = $5)
          and ($6::timestamptz is null or (published_at, hash) ${beyond} ($6, decode($7, 'hex')))
        order by published_at ${order}, hash ${order} limit $4
     ) d where $2 or wanted.id = $3::uuid
     order by d.published_at ${order}, d.hash ${order}`,
    [
      partnerIds.map((id) => idToUuid(id)),
      sight.all,
      sight.own,
      limit,
      retired,
      key && new Date(key[0]),
      key && key[1],
    ],
  );
  const documents = rows.map(toDocument);
  return partnerIds.map((id) => documents.filter(({ partnerId }) => partnerId === id));
}

/** How many documents each partner that may be seen has, in the order of `partnerIds`. */
export async function countDocumentsByPartners(
  reader: Reader,
  sight: PartnerSight,
  partnerIds: readonly PartnerId[],
  retired: boolean | null,
): Promise<number[]> {
  const rows = await query<{ partner_id: string; count: number }>(
    reader,
    `select partner_id, count(*)::integer as count from partner_document
      where partner_id = any($1) and ($2 or partner_id = $3::uuid) and ($4::boolean is null or (retired_at is not null) = $4)
      group by partner_id`,
    [partnerIds.map((id) => idToUuid(id)), sight.all, sight.own, retired],
  );
  const counts = new Map(rows.map((row) => [idFromUuid('ptn', row.partner_id), row.count]));
  return partnerIds.map((id) => counts.get(id) ?? 0);
}

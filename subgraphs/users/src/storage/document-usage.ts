import { idToUuid } from '@bazaar/ids/id';
import type { PartnerId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { PartnerDocumentUsage } from '../domain/partner-document.ts';

/** How a document was used on one day, since whoever counted it last reported. */
export interface UsageToAdd {
  readonly partnerId: PartnerId;
  /** SHA-256 of the document, in lower-case hex. */
  readonly hash: string;
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly calls: number;
  readonly errors: number;
  readonly totalLatencyMs: number;
  readonly latencyHistogram: readonly number[];
  readonly lastUsedAt: Date;
}

/** Adds to what is counted, with one entry per document and day, and to when each document was last used. Uses of documents that do not exist are left out. Locks rows in the order of their keys. */
export async function addDocumentUsage(tx: Tx, entries: readonly UsageToAdd[]): Promise<void> {
  const rows = entries.map((entry) => ({
    partner_id: idToUuid(entry.partnerId),
    hash: entry.hash,
    day: entry.day,
    calls: entry.calls,
    errors: entry.errors,
    total_latency_ms: entry.totalLatencyMs,
    latency_histogram: entry.latencyHistogram,
    last_used_at: entry.lastUsedAt,
  }));
  await execute(
    tx,
    `insert into partner_document_usage as u (partner_id, hash, day, calls, errors, total_latency_ms, latency_histogram, last_used_at)
     select d.partner_id, d.hash, g.day, g.calls, g.errors, g.total_latency_ms, g.latency_histogram, g.last_used_at
       from jsonb_to_recordset($1) as g (partner_id uuid, hash text, day date, calls bigint, errors bigint, total_latency_ms bigint,
                                         latency_histogram bigint[], last_used_at timestamptz)
       join partner_document d on d.partner_id = g.partner_id and d.hash = decode(g.hash, 'hex')
      order by d.partner_id, d.hash, g.day
     on conflict (partner_id, hash, day) do update
        set calls = u.calls + excluded.calls, errors = u.errors + excluded.errors,
            total_latency_ms = u.total_latency_ms + excluded.total_latency_ms,
            latency_histogram = add_counts(u.latency_histogram, excluded.latency_histogram),
            last_used_at = greatest(u.last_used_at, excluded.last_used_at)`,
    [JSON.stringify(rows)],
  );
  await execute(
    tx,
    `with used as (
       select d.partner_id, d.hash, g.last_used_at
         from partner_document d
         join (select partner_id, decode(hash, 'hex') as hash, max(last_used_at) as last_used_at
                 from jsonb_to_recordset($1) as r (partner_id uuid, hash text, last_used_at timestamptz)
                group by partner_id, hash) g using (partner_id, hash)
        order by d.partner_id, d.hash
          for no key update of d
     )
     update partner_document d set last_used_at = greatest(d.last_used_at, used.last_used_at)
       from used where used.partner_id = d.partner_id and used.hash = d.hash`,
    [JSON.stringify(rows)],
  );
}

export interface DocumentOf {
  readonly partnerId: PartnerId;
  readonly hash: string;
}

const UNUSED: PartnerDocumentUsage = { calls: 0, errors: 0, latencyHistogram: [], lastUsedAt: null };

/** How each of the documents, which the viewer sees already, was used from `firstDay` (`YYYY-MM-DD`) on, in their order: one statement. */
export async function listUsageOfDocuments(
  reader: Reader,
  documents: readonly DocumentOf[],
  firstDay: string,
): Promise<PartnerDocumentUsage[]> {
  const rows = await query<{
    n: number;
    calls: string;
    errors: string;
    latency_histogram: string[];
    last_used_at: Date;
  }>(
    reader,
    `select w.n::integer as n, sum(u.calls)::bigint as calls, sum(u.errors)::bigint as errors,
            sum_counts(u.latency_histogram) as latency_histogram, max(u.last_used_at) as last_used_at
       from unnest($1::uuid[], $2::text[]) with ordinality as w (partner_id, hash, n)
       join partner_document_usage u on u.partner_id = w.partner_id and u.hash = decode(w.hash, 'hex') and u.day >= $3::date
      group by w.n`,
    [documents.map(({ partnerId }) => idToUuid(partnerId)), documents.map(({ hash }) => hash), firstDay],
  );
  const byPlace = new Map(
    rows.map((row) => [
      row.n,
      {
        calls: Number(row.calls),
        errors: Number(row.errors),
        latencyHistogram: row.latency_histogram.map(Number),
        lastUsedAt: row.last_used_at,
      },
    ]),
  );
  return documents.map((_, index) => byPlace.get(index + 1) ?? UNUSED);
}

/** Deletes up to `limit` counts of days before `day` (`YYYY-MM-DD`). Returns how many. */
export function deleteUsageBefore(tx: Tx, day: string, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from partner_document_usage where (partner_id, hash, day) in (
       select partner_id, hash, day from partner_document_usage where day < $1::date order by day limit $2 for update skip locked
     )`,
    [day, limit],
  );
}

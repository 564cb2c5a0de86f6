import type { OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { Counter, Gauge } from 'prom-client';
import { createDurations } from '@bazaar/runtime/durations';
import type { Metrics } from '@bazaar/runtime/metrics';
import { createTallies, type Tally } from '@bazaar/runtime/tallies';
import { UNCOMPILED } from '../engine/compiled/why-not-compiled.ts';
import type { RefusalReason } from '../pipeline/refusal-reason.ts';
import type { FetchMeter } from '../sources/subgraph-source.ts';
import { createKnownNames } from './known-names.ts';

/** How an operation went: with everything, with errors beside its data, without data, or its client did not wait for it. */
export type Outcome = 'ok' | 'errors' | 'failed' | 'abandoned';

/** Whether something was at hand. `stale` stands in for what could not be had. */
export type Found = 'hit' | 'joined' | 'stale' | 'miss';

/** An operation, as far as metrics tell operations apart. */
export interface MeasuredOperation {
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  /** Its syntax tree, by which it is known again. */
  readonly operation: OperationDefinitionNode;
  readonly isRegistered: boolean;
}

/** What the gateway counts. `docs/metrics.md` lists what becomes of it. */
export interface GatewayMetrics {
  /** One answer of a query or mutation. */
  answered(operation: MeasuredOperation, durationMs: number, outcome: Outcome): void;
  /** @param code of the first error. */
  refused(code: string, reason: RefusalReason): void;
  /** @param executedBy `compiled`, or why the stock executor had to do it. */
  executed(executedBy: string): void;
  /** A plan was made. */
  planned(durationMs: number): void;
  /** A text was looked up among those that were accepted or refused before. */
  documentLookedUp(found: 'hit' | 'miss'): void;
  responseLookedUp(found: Found): void;
  /** Entities and root fields of one fetch. */
  entitiesLookedUp(found: Found, count: number): void;
  fetchesOf(subgraph: string): FetchMeter;
  requested(route: string, status: number): void;
  /** An operation over a lasting connection begins; what is returned tells its end. */
  opened(transport: string): (outcome: string, answers: number) => void;
  /** A client was cut that does not read. */
  cut(transport: string): void;
  swapped(outcome: 'done' | 'refused'): void;
  /** Read at each scrape. */
  watch(gauge: keyof typeof GAUGES, read: () => number): void;
  /** Entries of caches by class, read at each scrape. */
  watchKept(read: () => Readonly<Record<'response' | 'entity', number>>): void;
}

const GAUGES = {
  bazaar_gateway_sockets: 'WebSockets that are open.',
  bazaar_gateway_upstreams: 'Subscriptions that are open at subgraphs; clients share them.',
  bazaar_gateway_cache_bytes: 'What is kept of answers in this process.',
  bazaar_gateway_cache_usable: '1 while what is kept may be used; 0 while changes cannot be heard.',
} as const;

export function createGatewayMetrics(metrics: Metrics): GatewayMetrics {
  const registers = [metrics];
  const nameOf = createKnownNames();

  const operations = createTallies(metrics, {
    name: 'bazaar_gateway_operations_total',
    help: 'Queries and mutations that were answered: ok, with errors, failed, or abandoned by their client.',
    labelNames: ['operation', 'kind', 'outcome'],
  });
  const durations = createDurations(metrics, {
    name: 'bazaar_gateway_operation_duration_seconds',
    help: 'How long queries and mutations took to execute.',
    labelNames: ['operation', 'kind'],
  });
  const refusals = new Counter({
    name: 'bazaar_gateway_refusals_total',
    help: 'Operations that were not run, by the code of their first error and what stood against them.',
    labelNames: ['code', 'reason'],
    registers,
  });
  const executions = createTallies(metrics, {
    name: 'bazaar_gateway_executions_total',
    help: 'Operations by who executed their plan: the compiled executor, or the stock one for a reason.',
    labelNames: ['executor', 'reason'],
  });
  const plans = createDurations(metrics, {
    name: 'bazaar_gateway_planning_duration_seconds',
    help: 'How long plans took to make; how many were made.',
    labelNames: [],
  });
  const planning = plans.of({});
  const documents = createTallies(metrics, {
    name: 'bazaar_gateway_document_lookups_total',
    help: 'Texts that were known already, and those that were parsed and validated.',
    labelNames: ['found'],
  });
  const responses = createTallies(metrics, {
    name: 'bazaar_gateway_response_cache_lookups_total',
    help: 'Whole answers that were kept, joined with another request, stood in for a failure, or had to be made.',
    labelNames: ['found'],
  });
  const entities = createTallies(metrics, {
    name: 'bazaar_gateway_entity_cache_lookups_total',
    help: 'Entities and root fields that were kept, came with another request, stood in for a failure, or were asked for.',
    labelNames: ['found'],
  });
  const fetches = createDurations(metrics, {
    name: 'bazaar_gateway_subgraph_fetch_duration_seconds',
    help: 'How long subgraphs took to answer fetches.',
    labelNames: ['subgraph'],
  });
  const fetchFailures = new Counter({
    name: 'bazaar_gateway_subgraph_fetch_failures_total',
    help: 'Fetches without an answer, by code.',
    labelNames: ['subgraph', 'code'],
    registers,
  });
  const abandoned = new Counter({
    name: 'bazaar_gateway_subgraph_fetch_abandoned_total',
    help: 'Fetches whose client left before the answer came.',
    labelNames: ['subgraph'],
    registers,
  });
  const requests = createTallies(metrics, {
    name: 'bazaar_gateway_http_requests_total',
    help: 'HTTP requests; status 499 is a client that left before its answer.',
    labelNames: ['route', 'status'],
  });
  const open = new Gauge({
    name: 'bazaar_gateway_live_operations',
    help: 'Operations that run over lasting connections.',
    labelNames: ['transport'],
    registers,
  });
  const ends = new Counter({
    name: 'bazaar_gateway_live_operation_ends_total',
    help: 'Operations over lasting connections that ended: completed, failed, or left by their client.',
    labelNames: ['transport', 'outcome'],
    registers,
  });
  const answers = new Counter({
    name: 'bazaar_gateway_live_answers_total',
    help: 'Answers and events that ended operations over lasting connections had been given.',
    labelNames: ['transport'],
    registers,
  });
  const cuts = new Counter({
    name: 'bazaar_gateway_clients_cut_total',
    help: 'Clients that were cut because they did not read.',
    labelNames: ['transport'],
    registers,
  });
  const swaps = new Counter({
    name: 'bazaar_gateway_supergraph_swaps_total',
    help: 'New supergraphs, done or refused.',
    labelNames: ['outcome'],
    registers,
  });

  // A rule that looks for an increase sees none in a series that begins at 1.
  for (const outcome of ['done', 'refused']) swaps.inc({ outcome }, 0);
  for (const reason of UNCOMPILED) executions.of({ executor: 'stock', reason });

  function metersOf({ name, kind, isRegistered }: MeasuredOperation) {
    const operation = nameOf(name, isRegistered);
    return {
      ok: operations.of({ operation, kind, outcome: 'ok' }),
      errors: operations.of({ operation, kind, outcome: 'errors' }),
      failed: operations.of({ operation, kind, outcome: 'failed' }),
      abandoned: operations.of({ operation, kind, outcome: 'abandoned' }),
      duration: durations.of({ operation, kind }),
    };
  }
  // Labels are bound once: binding them costs more than counting.
  const meters = new WeakMap<OperationDefinitionNode, ReturnType<typeof metersOf>>();
  const looked = { hit: documents.of({ found: 'hit' }), miss: documents.of({ found: 'miss' }) };
  const responded = {
    hit: responses.of({ found: 'hit' }),
    joined: responses.of({ found: 'joined' }),
    stale: responses.of({ found: 'stale' }),
    miss: responses.of({ found: 'miss' }),
  };
  const entered = {
    hit: entities.of({ found: 'hit' }),
    joined: entities.of({ found: 'joined' }),
    stale: entities.of({ found: 'stale' }),
    miss: entities.of({ found: 'miss' }),
  };
  const executors = new Map<string, Tally>();
  const routes = new Map<string, Tally>();

  function bound(known: Map<string, Tally>, key: string, bind: () => Tally): Tally {
    let tally = known.get(key);
    if (!tally) known.set(key, (tally = bind()));
    return tally;
  }

  return {
    answered(measured, durationMs, outcome) {
      let meter = meters.get(measured.operation);
      if (!meter) meters.set(measured.operation, (meter = metersOf(measured)));
      meter[outcome].add();
      meter.duration.observe(durationMs);
    },
    refused: (code, reason) => refusals.inc({ code, reason }),
    executed(by) {
      const executor = by === 'compiled' ? 'compiled' : 'stock';
      bound(executors, by, () => executions.of({ executor, reason: by })).add();
    },
    planned: (durationMs) => planning.observe(durationMs),
    documentLookedUp: (found) => looked[found].add(),
    responseLookedUp: (found) => responded[found].add(),
    entitiesLookedUp: (found, count) => entered[found].add(count),
    fetchesOf(subgraph) {
      const duration = fetches.of({ subgraph });
      return {
        answered: (durationMs) => duration.observe(durationMs),
        failed(durationMs, code) {
          duration.observe(durationMs);
          fetchFailures.inc({ subgraph, code });
        },
        abandoned: () => abandoned.inc({ subgraph }),
      };
    },
    requested(route, status) {
      bound(routes, `${route} ${status}`, () => requests.of({ route, status: String(status) })).add();
    },
    opened(transport) {
      open.inc({ transport });
      return (outcome, count) => {
        open.dec({ transport });
        ends.inc({ transport, outcome });
        answers.inc({ transport }, count);
      };
    },
    cut: (transport) => cuts.inc({ transport }),
    swapped: (outcome) => swaps.inc({ outcome }),
    watch(name, read) {
      metrics.registerMetric(
        new Gauge({
          name,
          help: GAUGES[name],
          registers: [],
          collect() {
            this.set(read());
          },
        }),
      );
    },
    watchKept(read) {
      metrics.registerMetric(
        new Gauge({
          name: 'bazaar_gateway_cache_entries',
          help: 'Answers, and entities and root fields, that are kept in this process.',
          labelNames: ['class'],
          registers: [],
          collect() {
            for (const [name, count] of Object.entries(read())) this.set({ class: name }, count);
          },
        }),
      );
    },
  };
}

import { Supergraph } from '@apollo/federation-internals';
import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { OperationTypeNode, type GraphQLError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { extractAuthorization } from '../authorization/extract-authorization.ts';
import type { EntityCache } from '../caching/entity-cache.ts';
import { disableVendorTelemetry } from '../config.ts';
import type { ContractSettings } from '../contracts/contract-settings.ts';
import { errorOfFault, maskErrors } from '../guards/mask-errors.ts';
import type { SubgraphErrors } from '../sources/passed-errors.ts';
import { createSubgraphSource, type SubgraphSource } from '../sources/subgraph-source.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import type { CallSubgraph, FetchAnswer } from './compiled/run.ts';
import type { PreparedOperation } from './prepare-operation.ts';
import type { OperationBudgets, RequestScope } from './request-scope.ts';
import { openSupergraph, PLANNER, requireSupported, type LoadedSupergraph } from './supergraph.ts';

/** An operation's answer, fit for the client. */
export interface Answer {
  /** `data` as JSON text; undefined when nothing was executed. */
  readonly data: string | undefined;
  /** Masked. */
  readonly errors: readonly GraphQLError[];
  /** What is told beside them. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Until when, in epoch milliseconds, the oldest holds that was kept and not asked for; in the past where it stands in for what could not be had. */
  readonly freshUntilMs?: number | undefined;
}

export interface Engine {
  /** @throws Error before Apollo Server has started. */
  supergraph(): LoadedSupergraph;
  door(name: string): SubgraphDoor;
  /** What clients see of a subgraph's errors. */
  errorsOf(subgraph: string): SubgraphErrors;
  /** Executes a query or mutation within its budget; for a subscription's event, `event` is the answer of the plan's first fetch. Never rejects. */
  execute(
    operation: PreparedOperation,
    request: {
      readonly variables: Readonly<Record<string, unknown>>;
      readonly scope: RequestScope;
      readonly event?: FetchAnswer;
    },
  ): Promise<Answer>;
  /** Swaps the supergraph. @throws when it is not usable; the old one keeps serving then. */
  update(supergraphSdl: string): void;
  /** What Apollo Server needs of a gateway: it loads the supergraph, and hands valid operations to `executor`. */
  asGateway(executor: GatewayExecutor): GatewayInterface;
}

export interface EngineOptions {
  readonly supergraphSdl: string;
  readonly doors: (name: string) => SubgraphDoor;
  /** Default: all masked. */
  readonly errorsOf?: ((subgraph: string) => SubgraphErrors) | undefined;
  readonly contracts?: ContractSettings | undefined;
  readonly budgets: OperationBudgets;
  /** What is kept of subgraphs' answers to queries. */
  readonly entities?: EntityCache | undefined;
  readonly metrics?: Pick<GatewayMetrics, 'executed' | 'fetchesOf'> | undefined;
  readonly log: Logger;
}

/**
 * `ApolloGateway` loads, checks and swaps supergraphs; Apollo's query planner plans; execution is ours, with the stock executor for what is not compiled.
 */
export function createEngine(options: EngineOptions): Engine {
  const { supergraphSdl, doors, errorsOf = () => 'masked', contracts, budgets, entities, metrics, log } = options;
  disableVendorTelemetry();
  const sources = new Map<string, SubgraphSource>();
  const opened = new Map<string, SubgraphDoor>();
  let swap: ((sdl: string) => void) | undefined;
  let loaded: LoadedSupergraph | undefined;
  /** Ready to serve as soon as `ApolloGateway` has taken its text. */
  let next: { readonly sdl: string; readonly opened: LoadedSupergraph } | undefined;

  /** Whatever is wrong with a supergraph is told before it is handed on: what fails afterwards, `ApolloGateway` passes over. */
  function makeLoadable(given: string): string {
    const { sdl, rules } = extractAuthorization(given);
    requireSupported(sdl);
    // The same that `ApolloGateway` makes of it.
    const apiSchema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
    next = { sdl, opened: openSupergraph(sdl, apiSchema, contracts, rules, given) };
    return sdl;
  }

  function door(name: string): SubgraphDoor {
    let known = opened.get(name);
    if (!known) opened.set(name, (known = doors(name)));
    return known;
  }

  function source(name: string): SubgraphSource {
    let known = sources.get(name);
    if (!known)
      sources.set(
        name,
        (known = createSubgraphSource({
          name,
          door: door(name),
          errors: errorsOf(name),
          meter: metrics?.fetchesOf(name),
          log,
        })),
      );
    return known;
  }

  const apollo = new ApolloGateway({
    supergraphSdl: ({ update }) => {
      swap = update;
      return Promise.resolve({ supergraphSdl: makeLoadable(supergraphSdl) });
    },
    // Opens the way to every subgraph at load, so that a missing one is told of then. ApolloGateway itself sends nothing.
    buildService: ({ name }) => {
      source(name);
      return { process: () => Promise.reject(new Error('Operations are executed by the engine.')) };
    },
    queryPlannerConfig: PLANNER,
    logger: quietly(log),
    validateSupergraph: true,
  });
  apollo.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
    if (next?.sdl !== coreSupergraphSdl) throw new Error('A supergraph was loaded that was not opened.');
    loaded = next.opened;
  });

  return {
    door,
    errorsOf,
    supergraph() {
      if (!loaded) throw new Error('The supergraph is not loaded.');
      return loaded;
    },
    async execute(operation, { variables, scope, event }) {
      const isMutation = operation.kind === OperationTypeNode.MUTATION;
      const isQuery = operation.kind === OperationTypeNode.QUERY;
      const ask: CallSubgraph = (fetch, used) => source(fetch.serviceName).fetch(fetch, used, scope);
      let freshUntilMs: number | undefined;
      const throughCache = (cache: EntityCache): CallSubgraph => {
        const { caller, forwarded, signal } = scope;
        const took = (untilMs: number): void => void (freshUntilMs = Math.min(freshUntilMs ?? untilMs, untilMs));
        const asking = { caller, forwarded, signal, ask, took };
        return (fetch, used) => cache.fetch(fetch, used, asking);
      };
      scope.start(isMutation ? budgets.mutationMs : budgets.queryMs);
      metrics?.executed(operation.executedBy);
      try {
        const { data, errors } = await operation.execute({
          variables,
          // Mutations and events see what is there now.
          call: entities && isQuery && !event ? throughCache(entities) : ask,
          event,
        });
        const { denials = [] } = operation;
        if (errors.length === 0) return { data, errors: denials, freshUntilMs };
        const seen: unknown = JSON.parse(data);
        const masked = maskErrors(errors, { data: seen, requestId: scope.requestId, log });
        return { data, errors: [...denials, ...masked] };
      } catch (error) {
        log.error({ err: error, requestId: scope.requestId }, 'an operation failed');
        return { data: undefined, errors: [errorOfFault(error, scope.requestId)] };
      } finally {
        scope.end();
      }
    },
    update(sdl) {
      if (!swap) throw new Error('The supergraph is not loaded.');
      swap(makeLoadable(sdl));
    },
    asGateway: (executor) => ({
      onSchemaLoadOrUpdate: (callback) => apollo.onSchemaLoadOrUpdate(callback),
      async load(options) {
        await apollo.load(options);
        return { executor };
      },
      stop: () => apollo.stop(),
    }),
  };
}

/** The library announces its own start at `info`; that is debugging here. */
function quietly(log: Logger): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
  return {
    debug: (message: string) => log.debug(message),
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  };
}

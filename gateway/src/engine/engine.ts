import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { disableVendorTelemetry } from '../config.ts';
import { errorOfFault } from '../guards/mask-errors.ts';
import { createSubgraphSource, type GatewayContext } from '../sources/subgraph-source.ts';
import { finishResult } from './finish-result.ts';
import type { OperationBudgets } from './request-scope.ts';

/** A supergraph made ready for planning and execution outside `ApolloGateway`, as subscriptions need it. */
export interface LoadedSupergraph {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly apiModel: ReturnType<Supergraph['apiSchema']>;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
}

export interface Engine extends GatewayInterface {
  /** @throws Error before `load`. */
  supergraph(): LoadedSupergraph;
  door(name: string): SubgraphDoor;
  /** The subgraphs by name, as `executeQueryPlan` wants them. */
  readonly sources: Readonly<Record<string, GraphQLDataSource>>;
  /** Swaps the supergraph. @throws when it is not usable; the old one keeps serving then. */
  update(supergraphSdl: string): void;
}

export interface EngineOptions {
  readonly supergraphSdl: string;
  readonly doors: (name: string) => SubgraphDoor;
  readonly budgets: OperationBudgets;
  readonly log: Logger;
}

const PLANNER = { exposeDocumentNodeInFetchNode: true };

/**
 * `ApolloGateway` loads, checks, plans and executes; around it stand the deadline before and the clean-up of the result after.
 * A compiled executor takes its place in `execute` without touching the rest.
 */
export function createEngine({ supergraphSdl, doors, budgets, log }: EngineOptions): Engine {
  disableVendorTelemetry();
  const sources: Record<string, GraphQLDataSource> = {};
  const opened = new Map<string, SubgraphDoor>();
  let swap: ((sdl: string) => void) | undefined;
  let loaded: LoadedSupergraph | undefined;

  function door(name: string): SubgraphDoor {
    let known = opened.get(name);
    if (!known) opened.set(name, (known = doors(name)));
    return known;
  }

  const apollo = new ApolloGateway({
    supergraphSdl: ({ update }) => {
      swap = update;
      return Promise.resolve({ supergraphSdl });
    },
    buildService: ({ name }) => (sources[name] = createSubgraphSource({ name, door: door(name), log })),
    queryPlannerConfig: PLANNER,
    logger: quietly(log),
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
  });
  apollo.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    const supergraph = Supergraph.build(coreSupergraphSdl);
    loaded = {
      apiSchema,
      apiModel: supergraph.apiSchema(),
      supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
      planner: new QueryPlanner(supergraph, PLANNER),
    };
  });

  async function execute(context: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    // Every operation enters through this gateway's own routes, which make this context.
    const { scope } = context.context as GatewayContext;
    if (!hasOperation(context)) return { errors: [unknownOperation(context.request.operationName)] };
    const isMutation = context.operation.operation === OperationTypeNode.MUTATION;
    scope.executing(context.operationName ?? undefined, isMutation ? budgets.mutationMs : budgets.queryMs);
    try {
      return finishResult(await apollo.executor(context), scope, log);
    } catch (error) {
      log.error({ err: error, requestId: scope.requestId }, 'an operation failed');
      return { errors: [errorOfFault(error, scope.requestId)] };
    } finally {
      scope.end();
    }
  }

  return {
    sources,
    door,
    onSchemaLoadOrUpdate: (callback) => apollo.onSchemaLoadOrUpdate(callback),
    async load(options) {
      await apollo.load(options);
      return { executor: execute };
    },
    supergraph() {
      if (!loaded) throw new Error('The supergraph is not loaded.');
      return loaded;
    },
    update(sdl) {
      if (!swap) throw new Error('The supergraph is not loaded.');
      swap(sdl);
    },
    stop: () => apollo.stop(),
  };
}

/** Apollo Server's type claims an operation always; it calls the executor without one when the name matches none. */
function hasOperation(context: { readonly operation?: unknown }): boolean {
  return context.operation !== undefined;
}

function unknownOperation(name: string | undefined): GraphQLError {
  return new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
  );
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

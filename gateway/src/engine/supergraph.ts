import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { ConfigError } from '@bazaar/runtime/config';
import type { ContractSettings } from '../contracts/contract-settings.ts';
import { openContracts, type Contract } from '../contracts/open-contracts.ts';
import { readCosts, type CostModel } from '../guards/cost/read-costs.ts';
import { createAuthorize, type Authorize } from '../authorization/authorize.ts';
import { NO_RULES, type AuthorizationRules } from '../authorization/rules.ts';
import { readPlannersNames, type PlannersNames } from './plain/planners-names.ts';
import { readRequirements, type Requirements } from './plain/requirements.ts';
import { findUnsupported } from '../supergraph/refuse-unsupported.ts';

/** A supergraph made ready for planning and execution. */
export interface LoadedSupergraph {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly apiModel: ReturnType<Supergraph['apiSchema']>;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly plannersNames: PlannersNames;
  readonly requirements: Requirements;
  /** What its fields cost. */
  readonly costs: CostModel;
  /** The parts of it that some clients are shown as if it were all. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Names of the subgraphs. */
  readonly subgraphs: readonly string[];
  /** What its authorization directives say. */
  readonly rules: AuthorizationRules;
  readonly authorize: Authorize;
  /** The same for the same text, rules included, in whichever process. */
  readonly fingerprint: string;
}

/**
 * Fetches come with their parsed document, by which in-process subgraphs and errors find their way. Where fields can be had from several subgraphs, plans
 * multiply: of more than 1,000 the planner leaves the less promising ones unlooked at, as it would of more than 10,000 by itself.
 */
export const PLANNER = { exposeDocumentNodeInFetchNode: true, debug: { maxEvaluatedPlans: 1_000 } };

/**
 * @param sdl without authorization directives: `rules` is what they said.
 * @param apiSchema what clients may see of it.
 * @param source the text as it was given, with them.
 * @throws ConfigError when a contract cannot be.
 */
export function openSupergraph(
  sdl: string,
  apiSchema: GraphQLSchema,
  contracts: ContractSettings = {},
  rules: AuthorizationRules = NO_RULES,
  source = sdl,
): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl);
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    apiSchema,
    apiModel: supergraph.apiSchema(),
    supergraphSchema,
    planner: new QueryPlanner(supergraph, PLANNER),
    plannersNames: readPlannersNames(supergraph, supergraphSchema),
    requirements: readRequirements(supergraph, apiSchema),
    costs: readCosts(sdl),
    contracts: openContracts(contracts, { supergraphSdl: sdl, apiSchema }),
    subgraphs: supergraph.subgraphsMetadata().map(({ name }) => name),
    rules,
    authorize: createAuthorize(apiSchema, rules),
    fingerprint: createHash('sha256').update(source).digest('base64url'),
  };
}

/** @throws ConfigError naming what the supergraph asks for that would give wrong answers without a word. */
export function requireSupported(sdl: string): void {
  const unsupported = findUnsupported(Supergraph.build(sdl));
  if (unsupported.length > 0) throw new ConfigError(unsupported);
}

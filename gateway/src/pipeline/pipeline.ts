import { prettyFormatQueryPlan } from '@apollo/query-planner';
import type { OperationTypeNode } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { describeSpan, inSpan, isTraced } from '@bazaar/runtime/tracing';
import type { AuthorizeOperation } from '../authorization/authorize-operation.ts';
import type { CachedAnswer, ResponseCache } from '../caching/response-cache.ts';
import type { Answer, Engine } from '../engine/engine.ts';
import type { PlanOperation } from '../engine/plan-operation.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { RequestScope } from '../engine/request-scope.ts';
import type { Cost, LimitCost } from '../guards/cost/limit-cost.ts';
import type { Guard } from '../guards/guard.ts';
import type { RateLimit } from '../guards/limit-rate.ts';
import { errorOfFault } from '../guards/mask-errors.ts';
import type { PlanRequest } from '../http/plan-request.ts';
import type { UsageRecorder } from '../partners/usage-recorder.ts';
import type { Subscriptions } from '../subscriptions/federated-subscription.ts';
import type { Leave, Receiver } from '../subscriptions/receiver.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import { namesOf } from '../telemetry/names-of.ts';
import type { RecordOperation, Transport } from '../telemetry/record-operation.ts';
import { answerText } from './answer-text.ts';
import type { OperationRequest, Origin } from './operation-request.ts';
import type { RecogniseOperation } from './recognise-operation.ts';
import { codeOf, type Refusal } from './refusal.ts';
import { reasonOfRefusal } from './refusal-reason.ts';

/** An operation that may run, with everything it takes. */
export interface Admitted {
  readonly operation: PreparedOperation;
  /** The text that stands for the operation, the client's own or a registered one. */
  readonly query: string;
  /** Under which id it is registered, when it is. */
  readonly documentId: string | undefined;
  /** By a deployment or a partner, not by whoever sent it with its hash. */
  readonly isRegistered: boolean;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cost: Cost | undefined;
  readonly origin: Origin;
  /** Whether its client wants to see the plan. */
  readonly planRequest?: PlanRequest | undefined;
}

export interface Pipeline {
  /** document → guard → plan. Nothing has been asked of a subgraph yet when an operation is refused. Never rejects. */
  admit(request: OperationRequest, origin: Origin): Promise<Admitted | Refusal>;
  /** execute: the one answer of a query or mutation. Never rejects. */
  execute(admitted: Admitted, scope: RequestScope): Promise<CachedAnswer>;
  /** execute → answer → record: one answer or, of a subscription, as many as there are events. */
  run(admitted: Admitted, transport: Transport, receiver: Receiver): Leave;
}

export interface PipelineSteps {
  readonly recognise: RecogniseOperation;
  readonly guards: readonly Guard[];
  /** Counts what is refused before the guards, too: looking up what there is not costs others' time. */
  readonly rate?: Pick<RateLimit, 'countRefused' | 'refusal'> | undefined;
  readonly limitCost: LimitCost;
  readonly authorize: AuthorizeOperation;
  readonly plan: PlanOperation;
  readonly engine: Engine;
  /** What is kept of whole answers. */
  readonly responses?: ResponseCache | undefined;
  readonly subscriptions: Subscriptions;
  readonly record: RecordOperation;
  readonly usage?: Pick<UsageRecorder, 'record'> | undefined;
  readonly metrics?: Pick<GatewayMetrics, 'answered' | 'refused'> | undefined;
  readonly log: Logger;
}

/**
 * The way of every operation, by whichever transport and lane it comes:
 *
 * | step     | what it does                                             | where                                            |
 * | -------- | -------------------------------------------------------- | ------------------------------------------------ |
 * | accept   | reads the request                                        | `http/`, `http/streams/`, `subscriptions/`       |
 * | identify | tells who asks                                           | `identity/`                                      |
 * | document | finds the text, parses and validates it, once            | `recognise-operation.ts`, `documents/`           |
 * | guard    | decides whether this client may run it now               | `guards/`                                        |
 * | permit   | takes out what this client may not see                   | `authorization/`                                 |
 * | plan     | makes fetches of it, once                                | `engine/plan-operation.ts`                       |
 * | execute  | fetches and merges, or follows events                    | `engine/`, `sources/`, `subscriptions/`          |
 * | answer   | JSON text, framed as the transport has it                | `answer-text.ts`, then where it was accepted     |
 * | record   | one log line and the metrics                             | `telemetry/`                                     |
 *
 * Transports take the first two steps and frame the answer; all between is here.
 */
export function createPipeline(steps: PipelineSteps): Pipeline {
  const { engine, responses, subscriptions, metrics, log } = steps;

  async function execute(admitted: Admitted, scope: RequestScope): Promise<CachedAnswer> {
    const { operation, variables, cost, origin, planRequest } = admitted;
    if (planRequest) return executeShown(admitted, scope, planRequest);
    const extensions = cost && { cost };
    const executed = async (): Promise<Answer> => {
      const answer = await engine.execute(operation, { variables, scope });
      return extensions ? { ...answer, extensions } : answer;
    };
    const startedAt = performance.now();
    const contract = origin.client.partner?.contract ?? origin.client.contract;
    const answer = await (responses ? responses.answer({ ...admitted, contract, extensions }, executed) : executed());
    const durationMs = performance.now() - startedAt;
    const hasErrors = answer.errors.length > 0;
    // Who leaves makes calls fail that were all right.
    const isLeft = hasErrors && scope.isAbandoned;
    countUse(admitted, durationMs, hasErrors && !isLeft);
    const { name, kind, operation: node } = operation;
    metrics?.answered(
      { name, kind, operation: node, isRegistered: admitted.isRegistered },
      durationMs,
      isLeft ? 'abandoned' : answer.data === undefined ? 'failed' : hasErrors ? 'errors' : 'ok',
    );
    return answer;
  }

  /** For developers: past everything that is kept. */
  async function executeShown(
    { operation, variables, cost }: Admitted,
    scope: RequestScope,
    planRequest: PlanRequest,
  ): Promise<Answer> {
    const apolloQueryPlan = { text: prettyFormatQueryPlan(operation.plan) };
    const extensions = { ...(cost && { cost }), apolloQueryPlan };
    if (planRequest === 'instead') return { data: 'null', errors: [], extensions };
    return { ...(await engine.execute(operation, { variables, scope })), extensions };
  }

  /** A partner's documents are counted, a subscription when it begins. */
  function countUse({ origin, documentId }: Admitted, latencyMs: number, failed: boolean): void {
    const { partner } = origin.client;
    if (partner && documentId !== undefined)
      steps.usage?.record({ partnerId: partner.id, hash: documentId, latencyMs, failed });
  }

  async function admit(request: OperationRequest, origin: Origin): Promise<Admitted | Refusal> {
    const spent = steps.rate?.refusal(origin.client);
    if (spent) return spent;
    const recognised = await steps.recognise(request, origin);
    if ('refused' in recognised) {
      // What is refused for want of time to prepare it has been counted there, and what cannot be told now is nobody's fault.
      if (codeOf(recognised) !== 'RATE_LIMITED' && recognised.reason !== 'unavailable')
        await steps.rate?.countRefused(origin.client);
      return recognised;
    }
    const { found, accepted, variables, preparedFor } = recognised;

    const asked = { variables, origin };
    for (const guard of steps.guards) {
      const refusal = await guard(accepted, asked);
      if (refusal) return refusal;
    }
    const cost = steps.limitCost(accepted, asked);
    if (cost && 'refused' in cost) return cost;

    const permitted = steps.authorize(accepted, asked);
    if ('refused' in permitted) return permitted;
    const { reduction, denials } = permitted;

    const planned = steps.plan(accepted, variables, reduction, preparedFor);
    if ('refused' in planned) return planned;
    const operation = denials.length > 0 ? { ...planned, denials } : planned;
    const { query, documentId } = found;
    describeOperation(operation, documentId);
    return { operation, query, documentId, isRegistered: preparedFor === undefined, variables, cost, origin };
  }

  /** What should not have happened, told to whoever asked as that, and to operators with its cause. */
  function refuseFailure(error: unknown, request: OperationRequest, { requestId, socketId }: Origin): Refusal {
    const told = errorOfFault(error, requestId);
    if (told.extensions['code'] === 'INTERNAL')
      log.error({ ...namesOf(request), requestId, socketId, err: error }, 'an operation could not be prepared');
    return { refused: [told] };
  }

  return {
    async admit(request, origin) {
      const admission = await admit(request, origin).catch((error: unknown) => refuseFailure(error, request, origin));
      if ('refused' in admission) metrics?.refused(codeOf(admission), reasonOfRefusal(admission));
      return admission;
    },

    execute,

    run(admitted, transport, receiver) {
      const { operation, query, variables, origin } = admitted;
      const recorded = steps.record(
        {
          operation: operation.name,
          documentId: admitted.documentId,
          requestId: origin.requestId,
          socketId: origin.socketId,
          transport,
        },
        receiver,
      );
      const { subscription } = operation;
      if (subscription) {
        countUse(admitted, 0, false);
        return recorded.leave(
          subscriptions.open({ ...operation, subscription }, { ...origin, query, variables }, recorded.receiver),
        );
      }
      const scope = new RequestScope(origin.requestId, origin.client);
      // Those of HTTP have the span of their request.
      const run = () => execute(admitted, scope);
      const answered = transport === 'websocket' ? inSpan(aboutOperation(admitted), run) : run();
      void answered.then(({ data, errors, extensions, text }) => {
        recorded.receiver.next(text ?? answerText(data, errors, extensions));
        recorded.receiver.end();
      });
      return recorded.leave(() => scope.abandon());
    },
  };
}

/** Of the request that carries it: what it runs, and never with what values. */
function describeOperation({ name, kind }: PreparedOperation, documentId: string | undefined): void {
  if (isTraced()) describeSpan(attributesOf(name, kind, documentId));
}

function aboutOperation({ operation, documentId, origin }: Admitted): Parameters<typeof inSpan>[0] {
  const { name, kind } = operation;
  return {
    name: `websocket ${kind}`,
    kind: 'server',
    attributes: { 'bazaar.request_id': origin.requestId, ...attributesOf(name, kind, documentId) },
  };
}

function attributesOf(name: string | undefined, kind: OperationTypeNode, documentId: string | undefined) {
  return { 'graphql.operation.name': name, 'graphql.operation.type': kind, 'graphql.document.id': documentId };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Fault } from '@bazaar/runtime/faults';
import { sendFault } from '@bazaar/runtime/http-server';
import { variesWith } from '../caching/cache-headers.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { RequestScope } from '../engine/request-scope.ts';
import { classOf } from '../guards/client-class.ts';
import type { IdentifyFrom } from '../identity/limit-identification.ts';
import type { OperationRequest } from '../pipeline/operation-request.ts';
import type { Admitted, Pipeline } from '../pipeline/pipeline.ts';
import { codeOf, refuse, type Refusal } from '../pipeline/refusal.ts';
import { reasonOfStatus } from '../pipeline/refusal-reason.ts';
import { RETRY_AFTER_S } from '../subscriptions/connection-caps.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import type { RequestRecord } from '../telemetry/log-request.ts';
import { namesOf } from '../telemetry/names-of.ts';
import { answerType, JSON_TYPE } from './answer-type.ts';
import { answerByApollo } from './apollo-lane.ts';
import type { GatewayContext } from './apollo-server.ts';
import { setHeaders, type CommonHeaders } from './common-headers.ts';
import type { ForwardHeaders } from './forward-headers.ts';
import { readPlanRequest, type PlanRequest } from './plan-request.ts';
import { preventCsrf } from './prevent-csrf.ts';
import { readJson } from './read-json.ts';
import { readBodyParameters } from './read-operation.ts';
import { acceptedForms } from './streams/accepted-forms.ts';
import type { StreamRoute } from './streams/stream-route.ts';
import { createUrlRequests } from './url-requests.ts';
import { writeAnswer, writeRefusal } from './write-answer.ts';

export interface GraphqlRouteOptions {
  readonly pipeline: Pipeline;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly fastLane: boolean;
  /** Takes the requests of clients that ask for a stream of answers. */
  readonly streams: Pick<StreamRoute, 'serve'>;
  readonly forward: ForwardHeaders;
  /** The names of what it picks: answers may vary with them. */
  readonly forwardHeaders: readonly string[];
  readonly identify: IdentifyFrom;
  /** Where the client of a request is, as far as limits count it. */
  readonly clientAddress: (request: IncomingMessage) => string | null;
  readonly bodyLimitBytes: number;
  /** Whether clients may see the plans of their operations. */
  readonly showPlans: boolean;
  /** Told of what HTTP stands against; of the others the pipeline tells. */
  readonly refused?: GatewayMetrics['refused'] | undefined;
}

export interface GraphqlRequest {
  readonly requestId: string;
  /** Which the path leads into. */
  readonly contract: string | undefined;
  /** Of the answer. Not set yet where the route throws. */
  readonly headers: CommonHeaders;
  /** Told of the operation before it is answered: the line is written when the client has its answer, or is gone. */
  readonly record: RequestRecord;
}

/**
 * GraphQL over HTTP: the first steps of the pipeline (accept, identify) and its last (answer). The answer is a stream where the client asks for one;
 * where it takes JSON the answer is written here, the fast lane; to everything else Apollo Server has the answer. When the client leaves before its answer, the operation is abandoned and its subgraph calls with it.
 */
export function createGraphqlRoute(options: GraphqlRouteOptions) {
  const {
    pipeline,
    apollo,
    fastLane,
    streams,
    forward,
    forwardHeaders,
    identify,
    clientAddress,
    bodyLimitBytes,
    showPlans,
    refused,
  } = options;

  const readUrl = createUrlRequests();
  const varies = variesWith(forwardHeaders);

  /** As it is, or refused for what HTTP says of it. */
  function unless(check: (admission: Admitted) => HttpRefusal | undefined, admission: Admitted | Refusal) {
    const refusal = 'refused' in admission ? undefined : check(admission);
    if (!refusal) return admission;
    refused?.(codeOf(refusal), reasonOfStatus(refusal.http.status));
    return refusal;
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { requestId, contract, headers: common, record }: GraphqlRequest,
  ): Promise<void> => {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'POST') {
      record.code = codeOf(OTHER_METHOD);
      refused?.(record.code, reasonOfStatus(405));
      writeRefusal(response, OTHER_METHOD, { common, contentType: JSON_TYPE });
      return;
    }
    const body = method === 'POST' ? await readJson(request, bodyLimitBytes) : undefined;
    preventCsrf(headers);
    const asked = method === 'GET' ? readUrl(request.url ?? '') : readBodyParameters(body);

    const address = clientAddress(request);
    const identity = await identify(headers, address);
    const { caller, partner } = identity;
    const client = { caller, partner, contract, clientAddress: address, forwarded: forward(headers) };

    record.client = classOf(client);
    record.partner = partner?.id;
    const admitted = await pipeline.admit(asked, { client, requestId });
    const admission = unless(({ operation }) => mistakeInMethod(method, operation), admitted);
    tell(record, asked, admission);

    const accepted = acceptedForms(headers.accept);
    if (accepted && !isOfHttp(admission)) {
      setHeaders(response, common);
      if (await streams.serve({ response, accepted, admission, client, identity, record })) return;
    }

    const scope = new RequestScope(requestId, client);
    response.on('close', () => {
      if (!response.writableFinished) scope.abandon();
    });
    const planRequest = showPlans ? readPlanRequest(headers) : undefined;
    const single = withPlan(unless(mistakeInForm, admission), planRequest);
    const contentType = answerType(headers.accept);
    if ('refused' in single) {
      record.code = codeOf(single);
      writeRefusal(response, single, { common, contentType: contentType ?? JSON_TYPE });
    } else if (fastLane && contentType) {
      const answer = await pipeline.execute(single, scope);
      writeAnswer(request, response, answer, { common, contentType, varies });
    } else {
      setHeaders(response, common);
      const status = await answerByApollo(apollo, { request, response }, { scope, admitted: single });
      if (status === 406) {
        record.code = 'BAD_REQUEST';
        refused?.(record.code, reasonOfStatus(status));
      }
    }
  };
}

function tell(record: RequestRecord, asked: OperationRequest, admission: Admitted | Refusal): void {
  if ('refused' in admission) {
    const { operation, documentId } = namesOf(asked);
    record.operationName = operation;
    record.documentId = documentId;
    record.code = codeOf(admission);
  } else {
    record.operationName = admission.operation.name;
    record.documentId = admission.documentId;
  }
}

/** A refusal that has a status of its own is told by HTTP, whatever media types the client likes. */
function isOfHttp(admission: Admitted | Refusal): boolean {
  return 'refused' in admission && admission.http !== undefined;
}

/** Nothing is read of it: not even whose it is. */
const OTHER_METHOD: Refusal = {
  ...refuse('BAD_REQUEST', [new GraphQLError('Operations are taken by GET and POST.')]),
  http: { status: 405, headers: { allow: 'GET, POST' } },
};

/** Said by HTTP. */
interface HttpRefusal extends Refusal {
  readonly http: { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
}

/** Changing something takes a POST. */
function mistakeInMethod(method: string, { kind }: PreparedOperation): HttpRefusal | undefined {
  if (method !== 'GET' || kind !== OperationTypeNode.MUTATION) return undefined;
  const refusal = refuse('BAD_REQUEST', [new GraphQLError('Mutations are taken by POST only.')]);
  return { ...refusal, http: { status: 405, headers: { allow: 'POST' } } };
}

/** Streams have been served before: here the client takes none. */
function mistakeInForm({ operation }: Admitted): HttpRefusal | undefined {
  if (operation.kind !== OperationTypeNode.SUBSCRIPTION) return undefined;
  const refusal = refuse('BAD_REQUEST', [
    new GraphQLError(
      'A subscription is answered as text/event-stream, as multipart/mixed;subscriptionSpec=1.0, or over a WebSocket. Accept one of them.',
    ),
  ]);
  return { ...refusal, http: { status: 406 } };
}

function withPlan(admission: Admitted | Refusal, planRequest: PlanRequest | undefined): Admitted | Refusal {
  return planRequest && !('refused' in admission) ? { ...admission, planRequest } : admission;
}

/** Sends a fault that came before GraphQL, with what HTTP asks for beside the JSON. */
export function sendGraphqlFault(response: ServerResponse, fault: Fault): void {
  if (fault.code === 'RATE_LIMITED') response.setHeader('retry-after', RETRY_AFTER_S);
  if (fault.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  sendFault(response, fault);
}

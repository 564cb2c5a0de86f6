import type { AcceptDocument, AcceptedOperation } from '../documents/accept-document.ts';
import type { FindDocument, FoundDocument } from '../documents/find-document.ts';
import type { Client } from '../engine/request-scope.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import { classOf } from '../guards/client-class.ts';
import type { LimitSettings } from '../guards/limits/limit-settings.ts';
import { refuseVariableExcess } from '../guards/limits/refuse-excess.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import type { OperationRequest, Origin } from './operation-request.ts';
import { refuse, type Refusal } from './refusal.ts';

/** What a request asks for: its text, parsed and valid, and variables that fit. */
export interface RecognisedOperation {
  readonly found: FoundDocument;
  readonly accepted: AcceptedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** As of an `OperationText`. */
  readonly preparedFor: Client | undefined;
}

export type RecogniseOperation = (request: OperationRequest, origin: Origin) => Promise<RecognisedOperation | Refusal>;

export interface RecogniseOperationSteps {
  readonly findDocument: FindDocument;
  readonly acceptDocument: AcceptDocument;
  readonly limits: LimitSettings;
  readonly supergraph: () => LoadedSupergraph;
  readonly metrics?: Pick<GatewayMetrics, 'documentLookedUp'> | undefined;
}

/** What was found out about a request before. */
interface Remembered extends Pick<RecognisedOperation, 'accepted' | 'variables'> {
  readonly query: string;
  readonly contract: string | undefined;
}

/**
 * The step `document` of the pipeline. Of a request that comes again with the text that it stood for before, nothing is read again; which text that is, and
 * whether this client may run it, is asked each time.
 */
export function createRecogniseOperation(steps: RecogniseOperationSteps): RecogniseOperation {
  // By supergraph, so that it goes when that does.
  const remembered = new WeakMap<LoadedSupergraph, WeakMap<OperationRequest, Remembered>>();

  function recall(request: OperationRequest, query: string, contract: string | undefined): Remembered | undefined {
    const known = remembered.get(steps.supergraph())?.get(request);
    if (known?.query !== query || known.contract !== contract) return undefined;
    steps.metrics?.documentLookedUp('hit');
    return known;
  }

  function remember(request: OperationRequest, known: Remembered): void {
    const { supergraph } = known.accepted;
    let requests = remembered.get(supergraph);
    if (!requests) remembered.set(supergraph, (requests = new WeakMap()));
    requests.set(request, known);
  }

  return async (request, origin) => {
    const found = await steps.findDocument(request, origin);
    if ('refused' in found) return found;

    // What clients register by sending it is theirs as their texts are.
    const isRegistered = found.documentId !== undefined && !found.isAutomatic;
    const preparedFor = isRegistered ? undefined : origin.client;
    const { query } = found;
    const contract = origin.client.partner?.contract ?? origin.client.contract;
    const known = request.comesAgain && isRegistered ? recall(request, query, contract) : undefined;
    if (known) return { found, accepted: known.accepted, variables: known.variables, preparedFor };

    const accepted = steps.acceptDocument({
      query,
      operationName: request.operationName,
      contract,
      rememberedFor: isRegistered ? 'registered' : classOf(origin.client),
      preparedFor,
    });
    if ('refused' in accepted) return accepted;
    await found.register?.();

    const variables = request.variables ?? {};
    const excess = refuseVariableExcess(variables, steps.limits);
    if (excess) return excess;
    const misfits = accepted.checkVariables(variables);
    if (misfits) return refuse('BAD_USER_INPUT', misfits);
    if (request.comesAgain && isRegistered) remember(request, { query, contract, accepted, variables });
    return { found, accepted, variables, preparedFor };
  };
}

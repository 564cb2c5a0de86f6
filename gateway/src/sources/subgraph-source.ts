import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { untilAborted } from '@bazaar/runtime/until-aborted';
import { isTraced } from '@bazaar/runtime/tracing';
import { isPromise, type Awaitable, type FetchAnswer } from '../engine/compiled/run.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import { passOn, type SubgraphErrors } from './passed-errors.ts';
import { ReadResponse } from './read-answer.ts';
import { locateErrors, spreadError } from './subgraph-errors.ts';
import { traceFetch } from './trace-fetch.ts';

type Variables = Record<string, unknown>;

interface Asked {
  readonly fetch: FetchNode;
  readonly variables: Variables;
  readonly scope: RequestScope;
  readonly startedAt: number;
}

/** Hears how the fetches from one subgraph ended; durations are milliseconds. */
export interface FetchMeter {
  answered(durationMs: number): void;
  /** @param code of the fault. */
  failed(durationMs: number, code: string): void;
  /** Its client left before the answer came. */
  abandoned(): void;
}

/** One subgraph as the plan executor sees it. */
export interface SubgraphSource {
  /** Never throws and never rejects. Every error of the answer has a path within the fetch. */
  fetch(fetch: FetchNode, variables: Variables, scope: RequestScope): Awaitable<FetchAnswer>;
}

/**
 * A call that fails as a whole becomes one error per field it was to bring, so that the rest of the answer still goes out and every missing field has
 * its error.
 */
export function createSubgraphSource(options: {
  readonly name: string;
  readonly door: SubgraphDoor;
  /** What clients see of the errors in its answers. Default: masked. */
  readonly errors?: SubgraphErrors | undefined;
  readonly meter?: FetchMeter | undefined;
  readonly log: Logger;
}): SubgraphSource {
  const { name, door, errors: shown = 'masked', meter, log } = options;

  function arrived(response: OperationResponse, { fetch, variables, startedAt }: Asked): FetchAnswer {
    meter?.answered(performance.now() - startedAt);
    const answer = located(response, fetch, variables);
    return answer.errors && shown === 'message' ? { ...answer, errors: passOn(answer.errors) } : answer;
  }

  function failed(error: unknown, { fetch, variables, scope, startedAt }: Asked): FetchAnswer {
    const fault = faultOf(error, scope);
    if (scope.isAbandoned) {
      // It says nothing about the subgraph, and nobody reads what is made of it.
      meter?.abandoned();
    } else {
      meter?.failed(performance.now() - startedAt, fault.code);
      log.warn({ err: error, requestId: scope.requestId, subgraph: name, code: fault.code }, 'a subgraph call failed');
    }
    const told = { message: fault.message, extensions: { code: fault.code } };
    return { data: null, errors: spreadError(told, { document: documentOf(fetch), variables }) };
  }

  function ask(fetch: FetchNode, variables: Variables, scope: RequestScope): Awaitable<FetchAnswer> {
    const asked = { fetch, variables, scope, startedAt: performance.now() };
    try {
      const response = door.execute({
        query: fetch.operation,
        document: fetch.operationDocumentNode,
        variables,
        operationName: fetch.operationName,
        caller: scope.caller,
        clientAddress: scope.clientAddress,
        requestId: scope.requestId,
        deadline: scope.deadline,
        signal: scope.signal,
        forwarded: scope.forwarded,
      });
      if (!isPromise(response)) return arrived(response, asked);
      return untilAborted(response, scope.signal).then(
        (answer) => arrived(answer, asked),
        (error: unknown) => failed(error, asked),
      );
    } catch (error) {
      return failed(error, asked);
    }
  }

  return {
    fetch: (fetch, variables, scope) =>
      isTraced() ? traceFetch(name, fetch, scope, () => ask(fetch, variables, scope)) : ask(fetch, variables, scope),
  };
}

function located(response: OperationResponse, fetch: FetchNode, variables: Variables): FetchAnswer {
  const { data, errors } = response;
  const isPlain = response instanceof ReadResponse && response.isPlain;
  if (!errors?.length) return { data, isPlain };
  return { data, isPlain, errors: locateErrors(errors, { document: documentOf(fetch), variables }) };
}

function documentOf({ operationDocumentNode, operation }: FetchNode) {
  return operationDocumentNode ?? parse(operation);
}

/** The deadline wins over whatever the call says: aborting it makes it fail in its own way. */
function faultOf(error: unknown, scope: RequestScope): Fault {
  if (scope.signal.reason instanceof Fault) return scope.signal.reason;
  if (error instanceof Fault) return error;
  return new Fault('INTERNAL', 'A subgraph call failed.', { cause: error });
}

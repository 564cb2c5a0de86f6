import { FAULT_STATUS, type FaultCode } from '@bazaar/runtime/faults';
import type { OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { inSpan, type Verdict } from '@bazaar/runtime/tracing';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { InternalDoors } from './neighbours.ts';

/** The door of a subgraph with a span for each operation and each pass-through request. Its parent is the caller's span, in whichever process that is. */
export function traceDoor(subgraph: SubgraphName, door: SubgraphDoor): SubgraphDoor {
  return {
    execute(request) {
      const { operationName, requestId } = request;
      const attributes = {
        'bazaar.subgraph': subgraph,
        'bazaar.request_id': requestId,
        'graphql.operation.name': operationName,
      };
      const name = `${subgraph} ${operationName ?? 'operation'}`;
      return inSpan({ name, kind: 'server', attributes }, () => door.execute(request), judgeResponse);
    },
    // A subscription lasts for hours, and a span tells of itself only when it ends.
    subscribe: (request) => door.subscribe(request),
    serveRaw(request) {
      const { method, path, requestId } = request;
      const attributes = {
        'bazaar.subgraph': subgraph,
        'bazaar.request_id': requestId,
        'http.request.method': method,
        'url.path': path,
      };
      const about = { name: `${subgraph} ${method} ${path}`, kind: 'server', attributes } as const;
      return inSpan(
        about,
        () => door.serveRaw(request),
        ({ status }) => ({ failure: status >= 500 ? String(status) : undefined }),
      );
    },
  };
}

/** The internal doors of a subgraph with a span for each command and each delivered fact. */
export function traceInternalDoors(subgraph: SubgraphName, internal: InternalDoors): InternalDoors {
  return {
    command(name, input, envelope) {
      const attributes = {
        'bazaar.subgraph': subgraph,
        'bazaar.request_id': envelope.requestId,
        'bazaar.command': name,
        'bazaar.from': envelope.from,
      };
      return inSpan({ name, kind: 'server', attributes }, () => internal.command(name, input, envelope));
    },
    deliver(event) {
      const type = typeOf(event);
      const attributes = { 'bazaar.subgraph': subgraph, 'bazaar.event': type };
      return inSpan({ name: `${subgraph} hears ${type}`, kind: 'consumer', attributes }, () => internal.deliver(event));
    },
  };
}

function judgeResponse(response: OperationResponse): Verdict {
  return { failure: failureOf(response) };
}

/** The code of an error that is nobody's mistake but ours; undefined when there is none. */
export function failureOf({ errors = [] }: OperationResponse): string | undefined {
  for (const { extensions } of errors) {
    const code = extensions?.['code'];
    if (typeof code === 'string' && code in FAULT_STATUS && FAULT_STATUS[code as FaultCode] >= 500) return code;
  }
  return undefined;
}

/** The type of a fact that has not been parsed yet. */
function typeOf(event: unknown): string {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  return typeof type === 'string' ? type : 'something';
}

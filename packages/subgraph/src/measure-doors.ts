import { Fault } from '@bazaar/runtime/faults';
import type { OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { Outcome, SubgraphMetrics } from './market-metrics.ts';
import type { InternalDoors } from './neighbours.ts';
import { failureOf } from './trace-doors.ts';

/** The door of a subgraph that counts its operations and how long they take. */
export function measureDoor(metrics: SubgraphMetrics, door: SubgraphDoor): SubgraphDoor {
  return {
    ...door,
    execute(request) {
      const startedAt = performance.now();
      const tell = (outcome: Outcome): void => metrics.operation(performance.now() - startedAt, outcome);
      const judge = (response: OperationResponse): OperationResponse => {
        tell(failureOf(response) === undefined ? 'ok' : 'failed');
        return response;
      };
      const response = door.execute(request);
      return response instanceof Promise ? response.then(judge, failing(tell)) : judge(response);
    },
  };
}

/** The internal doors of a subgraph that count commands and facts. */
export function measureInternalDoors(metrics: SubgraphMetrics, internal: InternalDoors): InternalDoors {
  return {
    async command(name, input, envelope) {
      const startedAt = performance.now();
      const tell = (outcome: Outcome): void => metrics.command(name, performance.now() - startedAt, outcome);
      const result = await internal.command(name, input, envelope).catch(failing(tell));
      tell('ok');
      return result;
    },
    async deliver(event) {
      await internal.deliver(event).catch(failing(metrics.heard));
      metrics.heard('ok');
    },
  };
}

/** Tells of a failure and passes it on. What is the caller's mistake is no failure. */
function failing(tell: (outcome: Outcome) => void): (error: unknown) => never {
  return (error) => {
    tell(error instanceof Fault && error.status < 500 ? 'ok' : 'failed');
    throw error;
  };
}

import type { Logger } from '@bazaar/runtime/log';
import { CallFailure } from './call-failure.ts';
import { isUnavailable, type SendCall } from './call.ts';
import { CircuitBreaker, type Verdict } from './circuit-breaker.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

/** Fails calls at once while the subgraph is away. */
export function breakCircuit(
  send: SendCall,
  { breaker: settings, timeoutMs }: Pick<SubgraphSettings, 'breaker' | 'timeoutMs'>,
  { name, stats, log }: { name: string; stats: SubgraphStats; log: Logger },
): SendCall {
  if (settings === false) return send;
  const breaker = new CircuitBreaker({
    settings,
    changed(state) {
      if (state === 'open') stats.breakerOpened += 1;
      if (state !== 'halfOpen') log.warn({ subgraph: name, breaker: state }, 'a circuit breaker changed');
    },
  });
  stats.breaker = breaker;

  return (call) => {
    let admission: number;
    try {
      admission = breaker.admit();
    } catch (error) {
      // Nothing else is thrown there.
      const refusal = error as CallFailure;
      return Promise.reject(refusal);
    }
    return send(call).then(
      (answer) => {
        breaker.report(admission, isUnavailable(answer.status) ? 'away' : 'answered');
        return answer;
      },
      (error: unknown) => {
        breaker.report(admission, verdictOf(error, timeoutMs));
        throw error;
      },
    );
  };
}

function verdictOf(error: unknown, timeoutMs: number): Verdict {
  if (!(error instanceof CallFailure)) return 'unknown';
  switch (error.kind) {
    case 'unreachable':
    case 'lost':
    case 'broken':
      return 'away';
    case 'tooLarge':
      return 'answered';
    case 'timeout':
      // The time may have gone to whatever the request did before: the subgraph is to blame when it had most of what a call may take.
      return error.sentForMs >= timeoutMs / 2 ? 'away' : 'unknown';
    default:
      return 'unknown';
  }
}

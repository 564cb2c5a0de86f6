import { metrics } from '@opentelemetry/api';

const executions = metrics.getMeter('bazaar-gateway').createCounter('bazaar.gateway.executions', {
  description: 'Operations by who executed their plan: the compiled executor, or the stock one for a reason.',
});

/** @param executedBy `compiled`, or why the stock executor had to do it. */
export function countExecution(executedBy: string): void {
  executions.add(1, { executor: executedBy === 'compiled' ? 'compiled' : 'stock', reason: executedBy });
}

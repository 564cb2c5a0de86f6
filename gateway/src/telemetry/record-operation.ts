import type { Logger } from '@bazaar/runtime/log';
import type { GatewayMetrics } from './gateway-metrics.ts';
import type { Leave, LeaveReason, Receiver } from '../subscriptions/receiver.ts';

/** A connection that outlives one answer. */
export type Transport = 'websocket' | 'sse' | 'multipart';

export interface RunningOperation {
  readonly operation: string | undefined;
  readonly documentId: string | undefined;
  readonly requestId: string;
  readonly socketId: string | undefined;
  readonly transport: Transport;
}

/** Watches an operation on its way to a receiver. */
export interface RecordedOperation {
  /** Stands in for the operation's receiver. */
  readonly receiver: Receiver;
  /** Wraps the way to leave it. */
  leave(leave: Leave): Leave;
}

export type RecordOperation = (about: RunningOperation, receiver: Receiver) => RecordedOperation;

/** Writes one line when an operation of a lasting connection is over, and sees to it that its receiver hears nothing after that. */
export function createRecordOperation(log: Logger, metrics?: Pick<GatewayMetrics, 'opened'>): RecordOperation {
  return (about, receiver) => {
    const startedAt = performance.now();
    let answers = 0;
    let isOver = false;
    const ended = metrics?.opened(about.transport);
    const over = (outcome: 'completed' | 'failed' | LeaveReason): void => {
      isOver = true;
      ended?.(outcome, answers);
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      log.info({ ...about, outcome, answers, durationMs }, 'operation');
    };
    return {
      receiver: {
        next(answer) {
          if (isOver) return;
          answers += 1;
          receiver.next(answer);
        },
        end(error) {
          if (isOver) return;
          over(error ? 'failed' : 'completed');
          receiver.end(error);
        },
      },
      leave:
        (leave) =>
        (why = 'left') => {
          if (isOver) return;
          over(why);
          leave();
        },
    };
  };
}

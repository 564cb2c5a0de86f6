import type { OrderStatusChangeResolvers } from '../generated/resolvers.ts';

export const OrderStatusChange: OrderStatusChangeResolvers = {
  kind: ({ machine }) => machine,
  occurredAt: ({ at }) => at,
};

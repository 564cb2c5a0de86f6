import { z } from 'zod';
import { noSuch } from '../http/stripe-fault.ts';
import { newId, randomText } from '../ids.ts';
import type { DeliveryRow } from '../state/tables.ts';
import { putEndpoint, putFixedEndpoints } from '../webhooks/fixed-endpoints.ts';
import { releaseInSequence } from '../webhooks/plan-deliveries.ts';
import { coversType, type DeliveryRule } from '../webhooks/delivery-rules.ts';
import { command } from './command.ts';

const types = z.array(z.string().min(1)).default(['*']);

const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().min(0) }),
  z.strictObject({ kind: z.literal('duplicate'), copies: z.int().min(2).max(100) }),
  z.strictObject({ kind: z.literal('reorder'), window: z.int().min(2).max(1_000) }),
  z.strictObject({ kind: z.literal('corrupt'), what: z.enum(['signature', 'body', 'timestamp']) }),
]);

export const DELIVERY_COMMANDS = {
  /** Adds a rule for deliveries of events to come. The first rule that matches decides. */
  addDeliveryRule: command(
    {
      types,
      endpoint: z.string().nullable().default(null),
      action,
      times: z.int().min(1).nullable().default(null),
    },
    async ({ emulator }, { times, ...given }) => {
      const rule: DeliveryRule = { id: newId('rule'), ...given, remaining: times };
      emulator.perform({}, ({ tx }) => tx.put('delivery_rules', rule));
      await emulator.durable();
      return rule;
    },
  ),

  /** Removes all rules. What is held stays held. */
  clearDeliveryRules: command({}, async ({ emulator }) => {
    emulator.perform({}, ({ tx }) => {
      for (const { id } of tx.list('delivery_rules')) tx.delete('delivery_rules', id);
    });
    await emulator.durable();
    return {};
  }),

  /** Lists deliveries, oldest first. */
  listDeliveries: command(
    {
      types,
      state: z.enum(['pending', 'held', 'delivered', 'dropped', 'failed']).optional(),
      endpoint: z.string().optional(),
    },
    ({ emulator }, wanted) =>
      emulator.perform({}, ({ tx }): DeliveryRow[] =>
        (wanted.state ? tx.listBy('deliveries', 'state', wanted.state) : tx.list('deliveries')).filter(
          (delivery) =>
            coversType(wanted.types, delivery.eventType) &&
            (wanted.endpoint === undefined || delivery.endpoint === wanted.endpoint),
        ),
      ),
  ),

  /** Sends what is held, one after the other, in the order it came, reversed, shuffled, or as the ids say. */
  releaseDeliveries: command(
    {
      types,
      order: z.union([z.enum(['original', 'reverse', 'shuffle']), z.array(z.string())]).default('original'),
    },
    async ({ emulator }, { types: wanted, order }) => {
      const released = emulator.perform({}, (step) => {
        const held = step.tx
          .listBy('deliveries', 'state', 'held')
          .filter((delivery) => coversType(wanted, delivery.eventType));
        const chosen = inOrder(held, order);
        releaseInSequence(step, chosen);
        return chosen.map(({ id }) => id);
      });
      await emulator.durable();
      return { released };
    },
  ),

  /** Sends an event once more to every endpoint that it was for, whatever became of its deliveries. */
  redeliverEvent: command({ event: z.string() }, async ({ emulator }, { event }) => {
    const deliveries = emulator.perform({}, ({ tx, realMs }) => {
      const before = tx.listBy('deliveries', 'event', event);
      if (before.length === 0) throw noSuch('event', event, 'event');
      const byEndpoint = new Map(before.map((delivery) => [delivery.endpoint, delivery]));
      return [...byEndpoint.values()].map((delivery): DeliveryRow => {
        const again: DeliveryRow = {
          ...delivery,
          id: newId('dlv'),
          state: 'pending',
          nextAtMs: realMs,
          heldBy: null,
          sequence: null,
          corrupt: null,
          attempts: [],
        };
        tx.put('deliveries', again);
        return again;
      });
    });
    await emulator.durable();
    return { deliveries };
  }),

  /** Waits until nothing is due or under way. What is held, delayed, or waits for another attempt does not count. */
  deliveriesIdle: command({}, async ({ dispatcher }) => {
    await dispatcher.idle();
    return {};
  }),

  /** Adds an endpoint, as the dashboard would. Without a secret one is made. */
  addWebhook: command(
    {
      url: z.url(),
      secret: z.string().min(1).optional(),
      connect: z.boolean().optional(),
      events: z.array(z.string()).optional(),
    },
    async ({ emulator }, given) => {
      const secret = given.secret ?? `whsec_${randomText(32)}`;
      const { id } = emulator.perform({}, (step) => putEndpoint(step, newId('we'), { ...given, secret }, false));
      await emulator.durable();
      return { id, secret };
    },
  ),

  /** Replaces the endpoints given at the start, for whoever knows its own address only later. */
  setWebhooks: command(
    {
      webhooks: z.array(
        z.object({
          url: z.url(),
          secret: z.string().min(1),
          connect: z.boolean().optional(),
          events: z.array(z.string()).optional(),
        }),
      ),
    },
    async ({ emulator }, { webhooks }) => {
      emulator.perform({}, (step) => putFixedEndpoints(step, webhooks));
      await emulator.durable();
      return {};
    },
  ),

  /** Removes an endpoint; what was still to be delivered to it is dropped. */
  removeWebhook: command({ id: z.string() }, async ({ emulator }, { id }) => {
    emulator.perform({}, ({ tx }) => {
      if (!tx.find('webhook_endpoints', id)) throw noSuch('webhook endpoint', id, 'id');
      tx.delete('webhook_endpoints', id);
    });
    await emulator.durable();
    return {};
  }),
};

function inOrder(
  held: readonly DeliveryRow[],
  order: 'original' | 'reverse' | 'shuffle' | readonly string[],
): readonly DeliveryRow[] {
  switch (order) {
    case 'original':
      return held;
    case 'reverse':
      return held.toReversed();
    case 'shuffle':
      return held
        .map((delivery) => ({ delivery, place: Math.random() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ delivery }) => delivery);
    default:
      return order.flatMap((id) => held.find((delivery) => delivery.id === id || delivery.event === id) ?? []);
  }
}

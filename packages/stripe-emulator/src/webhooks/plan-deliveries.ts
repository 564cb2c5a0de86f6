import type { Step } from '../http/call.ts';
import type { EventEnvelope } from '../objects.ts';
import type { DeliveryRow } from '../state/tables.ts';
import { coversType, findRule, type DeliveryRule } from './delivery-rules.ts';

/** Plans how an event goes to every endpoint that asked for it, by the rules that tests have set. Returns the number of endpoints. */
export function planDeliveries(step: Step, event: EventEnvelope, owner: string): number {
  const connect = owner !== step.platform;
  const endpoints = step.tx
    .list('webhook_endpoints')
    .filter(
      (row) =>
        row.connect === connect && row.object.status === 'enabled' && coversType(row.object.enabled_events, event.type),
    );
  for (const endpoint of endpoints) {
    const rule = findRule(step.tx.list('delivery_rules'), event.type, endpoint.id);
    for (let copies = copiesOf(rule); copies > 0; copies -= 1) {
      const delivery: DeliveryRow = {
        id: step.newId('dlv'),
        owner,
        event: event.id,
        eventType: event.type,
        endpoint: endpoint.id,
        state: stateOf(rule),
        nextAtMs: step.realMs + (rule?.action.kind === 'delay' ? rule.action.delayMs : 0),
        corrupt: rule?.action.kind === 'corrupt' ? rule.action.what : null,
        heldBy: rule?.action.kind === 'reorder' ? rule.id : null,
        sequence: null,
        place: 0,
        attempts: [],
      };
      step.tx.put('deliveries', delivery);
    }
    if (rule) spend(step, rule);
    if (rule?.action.kind === 'reorder') releaseFullWindow(step, rule.id, rule.action.window);
  }
  return endpoints.length;
}

function copiesOf(rule: DeliveryRule | undefined): number {
  return rule?.action.kind === 'duplicate' ? rule.action.copies : 1;
}

function stateOf(rule: DeliveryRule | undefined): DeliveryRow['state'] {
  switch (rule?.action.kind) {
    case 'hold':
    case 'reorder':
      return 'held';
    case 'drop':
      return 'dropped';
    case 'corrupt':
    case 'delay':
    case 'duplicate':
    case undefined:
      return 'pending';
  }
}

function spend(step: Step, rule: DeliveryRule): void {
  if (rule.remaining !== null) step.tx.put('delivery_rules', { ...rule, remaining: rule.remaining - 1 });
}

function releaseFullWindow(step: Step, rule: string, window: number): void {
  const held = step.tx.listBy('deliveries', 'state', 'held').filter((delivery) => delivery.heldBy === rule);
  if (held.length >= window) releaseInSequence(step, held.toReversed());
}

/** Makes held deliveries go out in this order, each when the one before has been answered. */
export function releaseInSequence(step: Step, deliveries: readonly DeliveryRow[]): void {
  const sequence = step.newId('seq');
  const startMs = step.realMs;
  deliveries.forEach((delivery, place) => {
    step.tx.put('deliveries', { ...delivery, state: 'pending', heldBy: null, sequence, place, nextAtMs: startMs });
  });
}

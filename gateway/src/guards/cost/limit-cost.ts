import { GraphQLError } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Client } from '../../engine/request-scope.ts';
import { refuse } from '../../pipeline/refusal.ts';
import type { Guard } from '../guard.ts';
import type { CostSettings } from './cost-settings.ts';
import type { Costing } from './costing.ts';

/** What one operation of a client may cost. @param classOf the name of a client's class, as settings have it. */
export function budgetOf(client: Client, settings: CostSettings, classOf: (client: Client) => string): number {
  const { budgets, budget } = settings;
  const name = classOf(client);
  return (Object.hasOwn(budgets, name) ? budgets[name] : undefined) ?? budget;
}

/** Refuses operations that cost more than their client may spend, and where exactly one slicing argument is wanted, those with another number of them. */
export function limitCost(costing: Costing, settings: CostSettings, classOf: (client: Client) => string): Guard {
  return (accepted, { variables, origin }) => {
    let cost: number;
    try {
      cost = costing(accepted)(variables);
    } catch (error) {
      if (error instanceof Fault) return refuse(error.code, [new GraphQLError(error.message)]);
      throw error;
    }
    const budget = budgetOf(origin.client, settings, classOf);
    if (cost <= budget) return undefined;
    const message = `This operation costs ${cost}; one may cost at most ${budget}. Ask for shorter lists, or for less of each entry.`;
    return refuse('BAD_REQUEST', [new GraphQLError(message)]);
  };
}

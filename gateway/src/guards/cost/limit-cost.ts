import { GraphQLError } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { AcceptedOperation } from '../../documents/accept-document.ts';
import type { Client } from '../../engine/request-scope.ts';
import { refuse, type Refusal } from '../../pipeline/refusal.ts';
import { classOf } from '../client-class.ts';
import type { Asked } from '../guard.ts';
import type { CostSettings } from './cost-settings.ts';
import type { Costing } from './costing.ts';

/** What an operation is worth, by the schema's own weights, and how much its client may spend on one. */
export interface Cost {
  readonly estimated: number;
  readonly budget: number;
}

/** Works out what an operation costs, and refuses those that cost more than their client may spend. */
export type LimitCost = (accepted: AcceptedOperation, asked: Asked) => Cost | Refusal | undefined;

/** What one operation of a client may cost. */
export function budgetOf(client: Client, { budgets, budget }: CostSettings): number {
  return budgets[classOf(client)] ?? budget;
}

/** Where exactly one slicing argument is wanted, operations with another number of them are refused too. In mode `measure` nothing is. */
export function limitCost(costing: Costing, settings: CostSettings): LimitCost {
  const { mode } = settings;
  if (mode === 'off') return () => undefined;
  return (accepted, { variables, origin }) => {
    let estimated: number;
    try {
      estimated = costing(accepted)(variables);
    } catch (error) {
      if (error instanceof Fault)
        return mode === 'enforce' ? refuse(error.code, [new GraphQLError(error.message)], 'cost') : undefined;
      throw error;
    }
    const budget = budgetOf(origin.client, settings);
    if (mode === 'measure' || estimated <= budget) return { estimated, budget };
    const message = `This operation costs ${estimated}; one may cost at most ${budget}. Ask for shorter lists, or for less of each entry.`;
    return refuse('BAD_REQUEST', [new GraphQLError(message)], 'cost');
  };
}

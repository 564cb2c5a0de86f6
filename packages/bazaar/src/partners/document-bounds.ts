import { costSettings } from '@bazaar/gateway/guards/cost/cost-settings';
import { limitSettings, type LimitSettings } from '@bazaar/gateway/guards/limits/limit-settings';
import { GATEWAY_SETTINGS } from '../gateway-settings.ts';

/** What the gateway holds a partner's document against whenever it runs. */
export interface DocumentBounds {
  readonly limits: LimitSettings;
  /** What one run may cost. */
  readonly budget: number;
}

const { budgets, budget } = costSettings.parse(GATEWAY_SETTINGS.cost);

/** Those of the marketplace's gateway. */
export const MARKETPLACE_BOUNDS: DocumentBounds = {
  limits: limitSettings.parse({}),
  budget: budgets.partner ?? budget,
};

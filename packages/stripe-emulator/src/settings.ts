/** How the emulated platform behaves. */
export interface Settings {
  /** What Stripe keeps of each captured charge. */
  readonly fee: {
    /** Parts per million of the amount, rounded half up. */
    readonly ratePpm: number;
    /** Minor units of the charge's currency. */
    readonly fixed: number;
  };
  /** How long captured money stays pending before it is available, in seconds of the emulator's clock. */
  readonly settlementSeconds: number;
  /** How long payouts are under way, in seconds of the emulator's clock. */
  readonly payoutSeconds: number;
  /** How long after a refund what a test card does to it happens, in seconds of the emulator's clock. */
  readonly refundSeconds: number;
  /** New connected accounts are onboarded at once instead of through their account link. */
  readonly onboardAtOnce: boolean;
  /** Finished events beyond this number are forgotten, oldest first. */
  readonly keepEvents: number;
  /** Idempotency keys beyond this number are forgotten, oldest first, even within their 24 hours. */
  readonly keepKeys: number;
  /** The platform's country (two letters) and currency. */
  readonly country: string;
  readonly currency: string;
  readonly apiVersion: string;
}

export const DEFAULT_SETTINGS: Settings = {
  fee: { ratePpm: 29_000, fixed: 30 },
  settlementSeconds: 0,
  payoutSeconds: 2 * 24 * 60 * 60,
  refundSeconds: 60,
  onboardAtOnce: false,
  keepEvents: 20_000,
  keepKeys: 50_000,
  country: 'US',
  currency: 'usd',
  apiVersion: '2026-10-28.endive',
};

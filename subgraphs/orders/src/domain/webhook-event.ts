/** A notification of a payment provider that was verified and kept. It says that something changed; what, is read from the provider. */
export interface WebhookEvent {
  readonly provider: string;
  readonly id: string;
  readonly type: string;
  readonly providerPaymentId: string;
  readonly receivedAt: Date;
  readonly appliedAt: Date | null;
  readonly nextAt: Date | null;
  readonly attempts: number;
}

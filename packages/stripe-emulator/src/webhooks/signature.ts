import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header of `payload`, signed with an endpoint's secret at `timestamp` (seconds on the real clock). */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${signature}`;
}

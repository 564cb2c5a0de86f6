import type { z } from 'zod';
import type { Settings } from '../settings.ts';
import type { Tx } from '../state/store.ts';

/** What one piece of work, a request or a control command, may use. It lives as long as its transaction. */
export interface Step {
  readonly tx: Tx;
  readonly settings: Settings;
  /** Seconds since 1970 on the emulator's clock. */
  readonly now: number;
  /** Milliseconds since 1970 on the real clock, by which deliveries go. */
  readonly realMs: number;
  readonly newId: (prefix: string) => string;
  /** The platform's account id. */
  readonly platform: string;
  /** The account in whose name this happens: the platform, or the connected account of the `Stripe-Account` header. */
  readonly owner: string;
  /** The request that events name as their cause. */
  readonly request: { readonly id: string | null; readonly idempotencyKey: string | null };
  /** Where this emulator is reached, without a slash at the end. */
  readonly baseUrl: string;
}

/** A request that has passed authentication. */
export interface Call extends Step {
  /** The named parts of the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly key: 'secret' | 'publishable';
}

/** An answer with a status of its own: an error that has had effects and keeps them. */
export class Reply {
  readonly status: number;
  readonly body: object;
  constructor(status: number, body: object) {
    this.status = status;
    this.body = body;
  }
}

/** One method and path of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/charges/:charge` */
  readonly path: string;
  /** May be called with a publishable key, as a browser does. */
  readonly publishable: boolean;
  /**
   * Checks the form, and returns the work to be done in a transaction.
   * @throws StripeFault 400
   */
  readonly prepare: (form: Readonly<Record<string, unknown>>) => (call: Call) => Reply;
}

export type Parameters<Shape extends z.ZodRawShape> = z.output<ReturnType<typeof z.strictObject<Shape>>>;

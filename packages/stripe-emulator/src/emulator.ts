import type { Step } from './http/call.ts';
import { newAccount } from './accounts/account.ts';
import { newId } from './ids.ts';
import type { Settings } from './settings.ts';
import { openStore, type Tx } from './state/store.ts';

/** Who does a piece of work, and because of which request. */
export interface Cause {
  /** A connected account; without one, the platform. */
  readonly account?: string;
  readonly requestId?: string;
  readonly idempotencyKey?: string;
}

/** The emulated Stripe without its HTTP: state, clock, and what happens after a change. */
export interface Emulator {
  readonly settings: Settings;
  readonly platform: string;
  /** Milliseconds since 1970 on the emulator's clock. */
  nowMs(): number;
  /** Sets the clock ahead. It never goes back. */
  advanceClock(byMs: number): void;
  /** Runs `work` as one transaction. Answer nobody before `durable()`. */
  perform<Result>(cause: Cause, work: (step: Step) => Result): Result;
  /** Resolves when everything performed so far is kept; then wakes whoever delivers events. */
  durable(): Promise<void>;
  onChange(listener: () => void): void;
  stop(): Promise<void>;
}

/**
 * Opens the state in `file`.
 * @param baseUrl where the emulator is reached; asked when a link is made
 * @throws FileInUse, JournalDamaged
 */
export async function openEmulator(file: string, settings: Settings, baseUrl: () => string): Promise<Emulator> {
  const store = await openStore(file);
  const listeners: (() => void)[] = [];
  const { platform, aheadMs } = store.transact((tx) => ({
    platform: readPlatform(tx, settings),
    aheadMs: Number(tx.find('settings', 'clock')?.value ?? 0),
  }));
  await store.durable();
  let clockAheadMs = aheadMs;
  const nowMs = () => Date.now() + clockAheadMs;

  return {
    settings,
    platform,
    nowMs,
    advanceClock(byMs) {
      clockAheadMs += byMs;
      store.transact((tx) => tx.put('settings', { id: 'clock', value: String(clockAheadMs) }));
    },
    perform(cause, work) {
      return store.transact((tx) =>
        work({
          tx,
          settings,
          platform,
          owner: cause.account ?? platform,
          now: Math.floor(nowMs() / 1_000),
          realMs: Date.now(),
          newId,
          request: { id: cause.requestId ?? null, idempotencyKey: cause.idempotencyKey ?? null },
          baseUrl: baseUrl(),
        }),
      );
    },
    async durable() {
      await store.durable();
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.push(listener);
    },
    stop: () => store.stop(),
  };
}

/** The platform's account is made once and kept. */
function readPlatform(tx: Tx, settings: Settings): string {
  const known = tx.find('settings', 'platform');
  if (known) return known.value;
  const id = newId('acct');
  const object = newAccount({
    id,
    now: Math.floor(Date.now() / 1_000),
    type: 'standard',
    country: settings.country,
    currency: settings.currency,
    onboarded: true,
  });
  tx.put('accounts', { id, owner: id, object });
  tx.put('settings', { id: 'platform', value: id });
  return id;
}

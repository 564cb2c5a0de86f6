import { createHash, randomBytes } from 'node:crypto';
import type { GatewayOptions } from '../gateway.ts';
import { createPartnerDirectory } from '../partners/partner-directory.ts';
import type { Partner } from '../partners/partner.ts';
import type { DocumentRun } from '../partners/usage-recorder.ts';

export type PartnerTerms = Pick<Partner, 'contract' | 'scopes' | 'requestsPerMinute'>;

/** One partner, with one key. */
export interface KnownPartner {
  readonly id: string;
  readonly key: string;
  /** Lets it run a text, and returns the text's id. */
  publish(text: string): string;
  /** As `bazaar partner update` does. */
  change(terms: Partial<PartnerTerms>): void;
  revoke(): void;
}

/** Partners as `users` would know them. */
export interface KnownPartners {
  readonly options: NonNullable<GatewayOptions['partners']>;
  /** What was counted. */
  readonly runs: DocumentRun[];
  add(terms?: Partial<PartnerTerms>): KnownPartner;
  /** Lets everything grow old that the gateway was told. */
  forget(): void;
}

const LONG_MS = 60_000;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function createKnownPartners(): KnownPartners {
  const byKey = new Map<string, Omit<Partner, 'caller'>>();
  const documents = new Map<string, { text: string; cost: number }>();
  const runs: DocumentRun[] = [];
  let laterMs = 0;

  /** The two questions of the gateway, and nothing else. */
  function answer(name: string, input: { keyHash?: string; partnerId?: string; hash?: string }): unknown {
    if (name === 'users.identifyPartnerKey') return { partner: byKey.get(input.keyHash ?? '') ?? null };
    if (name === 'users.findPartnerDocument')
      return { document: documents.get(`${input.partnerId} ${input.hash}`) ?? null };
    throw new Error(`There is no command ${name}.`);
  }

  return {
    runs,
    options: {
      directory: createPartnerDirectory({
        // What the directory sends.
        call: (name, input) => Promise.resolve(answer(name, input as Parameters<typeof answer>[1])),
        now: () => Date.now() + laterMs,
      }),
      usage: { record: (run) => void runs.push(run), stop: () => Promise.resolve() },
    },
    add(terms = {}) {
      const key = `bzp_${randomBytes(32).toString('hex')}`;
      const count = byKey.size + 1;
      const [id, handle] = [`ptn_${count}`, `partner-${count}`];
      const keyId = `pky_${count}`;
      const standard = { contract: 'partner', scopes: [], requestsPerMinute: 1_000_000 };
      byKey.set(sha256(key), { id, keyId, handle, ...standard, ...terms });
      return {
        id,
        key,
        publish(text) {
          const hash = sha256(text);
          documents.set(`${id} ${hash}`, { text, cost: 1 });
          return hash;
        },
        change(changed) {
          const before = byKey.get(sha256(key));
          if (before) byKey.set(sha256(key), { ...before, ...changed });
        },
        revoke: () => void byKey.delete(sha256(key)),
      };
    },
    forget: () => void (laterMs += LONG_MS),
  };
}

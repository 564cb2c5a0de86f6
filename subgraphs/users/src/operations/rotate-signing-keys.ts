import type { PrivateJwk } from '@bazaar/identity/ed25519';
import { decideRotation, generateSigningKey, type SigningKey } from '@bazaar/identity/signing-keys';
import { ConfigError } from '@bazaar/runtime/config';
import type { Platform } from '@bazaar/subgraph/context';
import type { UsersConfig } from '../config.ts';
import { seal, unseal } from '../keys/seal.ts';
import { recordAudit } from '../storage/audit.ts';
import {
  deleteSigningKey,
  insertSigningKey,
  listSigningKeys,
  lockSigningKeys,
  moveSigningKey,
} from '../storage/signing-keys.ts';

/**
 * Brings the signing keys to where they must be now and returns them. Of several processes one decides at a time; the others find nothing to do.
 * @throws ConfigError when SIGNING_KEY_SECRET is not the one that sealed them.
 */
export function rotateSigningKeys(
  context: Pick<Platform<UsersConfig>, 'inTransaction' | 'now' | 'config'>,
): Promise<SigningKey[]> {
  const secret = context.config.SIGNING_KEY_SECRET;
  return context.inTransaction(async (tx) => {
    await lockSigningKeys(tx);
    const stored = await listSigningKeys(tx);
    const now = context.now();
    const keys = new Map(stored.map((key) => [key.kid, { ...key, privateJwk: open(secret, key.kid, key.sealed) }]));
    const current = new Map<string, SigningKey>([...keys].map(([kid, { sealed: _, ...key }]) => [kid, key]));
    for (const step of decideRotation([...current.values()], now)) {
      switch (step.kind) {
        case 'create': {
          const key = generateSigningKey(step.state, now);
          await insertSigningKey(tx, { ...key, sealed: seal(secret, key.kid, JSON.stringify(key.privateJwk)) });
          await recordAudit(tx, { action: 'signing_key.added', actorId: null, resource: key.kid, at: now });
          current.set(key.kid, key);
          break;
        }
        case 'move': {
          await moveSigningKey(tx, step.kid, step.to, now);
          const key = current.get(step.kid);
          if (key) current.set(step.kid, { ...key, state: step.to, since: now });
          break;
        }
        case 'remove':
          await deleteSigningKey(tx, step.kid);
          current.delete(step.kid);
          break;
      }
    }
    // The same order in every process, so that caches see one published set.
    return [...current.values()].sort((left, right) => (left.kid < right.kid ? -1 : 1));
  });
}

function open(secret: string, kid: string, sealed: Buffer): PrivateJwk {
  let text: string;
  try {
    text = unseal(secret, kid, sealed);
  } catch {
    throw new ConfigError(['SIGNING_KEY_SECRET: is not the one that sealed the signing keys in the database']);
  }
  // Authenticated by the seal: it is what generateSigningKey made.
  return JSON.parse(text) as PrivateJwk;
}

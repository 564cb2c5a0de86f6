import type { Scope } from '@bazaar/identity/scopes';
import type { PartnerKeyId } from '@bazaar/ids/kinds';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { PartnerKey } from '@bazaar/users/domain/partner';
import { isContractName, isGood } from '@bazaar/users/domain/partner-rules';
import { createPartner } from '@bazaar/users/operations/create-partner';
import { revokePartnerKeys } from '@bazaar/users/operations/revoke-partner-keys';
import { rotatePartnerKey } from '@bazaar/users/operations/rotate-partner-key';
import { suspendPartner } from '@bazaar/users/operations/suspend-partner';
import { listKeysByPartners } from '@bazaar/users/storage/partner-keys';
import { EVERY_PARTNER } from '@bazaar/users/storage/partner-sight';
import { describePartner, describeProblems } from '../partners/describe-partner.ts';
import { onUsers } from '../partners/on-users.ts';
import { readContract } from '../partners/read-contract.ts';
import { readAllPartners } from '../partners/read-all-partners.ts';
import { nobody } from '../partners/require-partner.ts';

/** Adds a partner, and prints its first key. @throws OperatorError when its terms are wrong or its handle is taken. */
export function addPartner(options: {
  readonly handle: string;
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly quota: number;
  readonly contract: string;
  /** Milliseconds. */
  readonly expiresIn?: number;
  readonly json?: boolean;
}): Promise<void> {
  const { handle, name, contract, scope: scopes, quota: requestsPerMinute, json } = options;
  return onUsers(async (context) => {
    // What is no name is told of with everything else.
    if (isContractName(contract)) await readContract(contract);
    const outcome = await createPartner(context, {
      handle,
      name,
      contract,
      scopes,
      requestsPerMinute,
      keyExpiresAt: endIn(options.expiresIn, context.now()),
    });
    switch (outcome.kind) {
      case 'created':
        if (!json) print(`${outcome.partner.name} is a partner: ${outcome.partner.handle}, ${outcome.partner.id}.`);
        return printKey(outcome.key, outcome.secret, json);
      case 'handleTaken':
        throw new OperatorError(`Another partner is called ${handle}.`);
      case 'refused':
        throw new OperatorError(describeProblems(outcome.problems));
    }
  });
}

/** Prints a new key of a partner, and which older ones end when. @throws OperatorError when there is no such partner, or it has too many keys. */
export function rotateKey(
  handle: string,
  options: {
    /** Milliseconds. */
    readonly grace: number;
    /** Milliseconds. */
    readonly expiresIn?: number;
    readonly json?: boolean;
  },
): Promise<void> {
  return onUsers(async (context) => {
    const expiresAt = endIn(options.expiresIn, context.now());
    const outcome = await rotatePartnerKey(context, handle, { graceMs: options.grace, expiresAt });
    switch (outcome.kind) {
      case 'rotated':
        if (!options.json)
          for (const { id, prefix, expiresAt: end } of outcome.ending)
            print(`${prefix}…, ${id}, ends ${end?.toISOString() ?? 'never'}.`);
        return printKey(outcome.key, outcome.secret, options.json);
      case 'notFound':
        throw nobody(handle);
      case 'limitReached':
        throw new OperatorError(`${handle} has ten keys that are good. Revoke one, or give less grace.`);
    }
  });
}

/** Ends keys of a partner, and tells which. @throws OperatorError when there is no such partner or key. */
export function revokeKeys(handle: string, which: PartnerKeyId | 'all'): Promise<void> {
  return onUsers(async (context) => {
    const outcome = await revokePartnerKeys(context, handle, which);
    switch (outcome.kind) {
      case 'revoked':
        for (const { id, prefix } of outcome.keys) print(`${prefix}…, ${id}, is revoked.`);
        if (outcome.keys.length === 0) print(`${handle} has no key that is not revoked.`);
        return;
      case 'notFound':
        throw nobody(handle);
      case 'keyNotFound':
        throw new OperatorError(`${handle} has no key ${which} that is not revoked.`);
    }
  });
}

/** Stops a partner, or lets it in again. @throws OperatorError when there is none. */
export function suspend(handle: string, suspended: boolean): Promise<void> {
  return onUsers(async (context) => {
    const partner = await suspendPartner(context, handle, suspended);
    if (!partner) throw nobody(handle);
    print(suspended ? `${handle} is suspended: its keys open nothing.` : `${handle} is in again.`);
  });
}

/** Prints all partners with their keys: JSON, one a line, or for people. */
export function listAll({ json }: { readonly json?: boolean }): Promise<void> {
  return onUsers(async ({ reader, now }) => {
    for await (const partner of readAllPartners(reader)) {
      const [keys = []] = await listKeysByPartners(reader, EVERY_PARTNER, [partner.id]);
      if (json) {
        // Field by field, so that nothing gets out that is added to a partner later.
        const { id, handle, name, contract, scopes, requestsPerMinute, createdAt, suspendedAt } = partner;
        const shown = keys.map(toShownKey);
        print(
          JSON.stringify({
            id,
            handle,
            name,
            contract,
            scopes,
            requestsPerMinute,
            createdAt,
            suspendedAt,
            keys: shown,
          }),
        );
      } else {
        print(describePartner(partner));
        for (const key of keys) print(`  ${describeKey(key, now())}`);
      }
    }
  });
}

function describeKey(key: PartnerKey, now: Date): string {
  const { id, prefix, expiresAt, revokedAt, lastUsedAt } = key;
  const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used';
  const state = revokedAt
    ? `revoked ${revokedAt.toISOString()}`
    : expiresAt
      ? `${isGood(key, now) ? 'good until' : 'ended'} ${expiresAt.toISOString()}`
      : 'good';
  return `${prefix}…  ${id}  ${state}, ${used}`;
}

function toShownKey({ id, prefix, createdAt, expiresAt, revokedAt, lastUsedAt }: PartnerKey): object {
  return { id, prefix, createdAt, expiresAt, revokedAt, lastUsedAt };
}

function printKey(key: PartnerKey, secret: string, json: boolean | undefined): void {
  if (json) return print(JSON.stringify({ key: secret, ...toShownKey(key), partnerId: key.partnerId }));
  const end = key.expiresAt ? `good until ${key.expiresAt.toISOString()}` : 'good until it is revoked';
  print(`Its new key, ${end}. It is shown this once:\n\n  ${secret}\n`);
}

function endIn(ms: number | undefined, now: Date): Date | null {
  return ms === undefined ? null : new Date(now.getTime() + ms);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

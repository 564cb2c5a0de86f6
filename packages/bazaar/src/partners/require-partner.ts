import type { Reader } from '@bazaar/postgres/tx';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { Partner } from '@bazaar/users/domain/partner';
import { findPartnerByHandle } from '@bazaar/users/storage/partners';

/** @throws OperatorError when no partner is called so. */
export async function requirePartner(reader: Reader, handle: string): Promise<Partner> {
  const partner = await findPartnerByHandle(reader, handle);
  if (!partner) throw nobody(handle);
  return partner;
}

export function nobody(handle: string): OperatorError {
  return new OperatorError(`No partner is called ${handle}.`);
}
